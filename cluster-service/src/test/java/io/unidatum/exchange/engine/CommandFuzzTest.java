package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.engine.Commands.Level;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Damaged commands of every template, with lengths, counts and nested headers that lie: never an exception, an answer
 * to each, and nothing changed where it is MALFORMED.
 */
class CommandFuzzTest {
    private static final int HEADER = 8;
    private static final int BATCH_BLOCK = HEADER + 50;
    private static final int MASS_QUOTE_BLOCK = HEADER + 55;
    private static final int[] LENGTHS = {0, 1, 7, 8, 17, 47, 48, 49, 64, 65, 255, 0x7fff, 0x8000, 0xffff};

    private Random random;
    private Exchange exchange;

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldAnswerEveryDamagedCommandAndChangeNothingIfItIsMalformed(@ForAll final long seed) {
        random = new Random(seed);
        exchange = SampleCommands.exchange();
        for (int i = 0; i < 250; i++) {
            final SampleCommands sample = SampleCommands.values()[random.nextInt(SampleCommands.values().length)];
            final PrincipalKey key = random.nextInt(10) == 0 ? Exchange.OPERATOR : sample.key;
            exchange.now += Exchange.SECOND / 20;
            send(key, damage(encode(sample)), "seed " + seed + " message " + i);
        }
        Invariants.check(exchange.machine.state(), "seed " + seed);
    }

    private byte[] encode(final SampleCommands sample) {
        next(sample.account);
        return switch (sample) {
            case BATCH -> batch();
            case MASS_QUOTE -> massQuote();
            default -> sample.command.apply(exchange.commands);
        };
    }

    private byte[] batch() {
        final byte[][] messages = new byte[1 + random.nextInt(5)][];
        for (int i = 0; i < messages.length; i++) {
            next(1001 + random.nextInt(2));
            messages[i] = random.nextBoolean()
                    ? exchange.commands.cancel(random.nextInt(9), "")
                    : exchange.commands.newOrder(
                            DEC_USD, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 100_000_000L, 1_000_000L, "");
        }
        next(1001);
        return exchange.commands.batch(messages);
    }

    private byte[] massQuote() {
        final Level[] levels = new Level[random.nextInt(5)];
        Arrays.setAll(levels, i -> new Level(Side.BUY, (1 + i) * 100_000_000L, 1_000_000L));
        return exchange.commands.massQuote(DEC_USD, 0, SelfTradePrevention.NULL_VAL, levels);
    }

    private void next(final long account) {
        exchange.commands.requestId++;
        exchange.commands.account = account;
        exchange.commands.connectionId = 0;
        exchange.commands.validUntil = exchange.now + 2 * Exchange.SECOND;
    }

    private byte[] damage(final byte[] message) {
        byte[] damaged = message;
        for (int times = random.nextInt(3); times >= 0; times--) {
            damaged = damageOnce(damaged);
        }
        return damaged;
    }

    private byte[] damageOnce(final byte[] message) {
        if (message.length < HEADER) {
            return message;
        }
        final int length = LENGTHS[random.nextInt(LENGTHS.length)];
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(message, random.nextInt(message.length));
            case 1 -> Arrays.copyOf(message, message.length + 1 + random.nextInt(70));
            case 2 -> putShort(message, 0, length);
            case 3 -> putShort(message, 0, message.length - HEADER - random.nextInt(3));
            case 4 -> putShort(message, 2 * random.nextInt(4), random.nextInt(120));
            // Counts of a batch and of a group, block lengths of the first nested header and of the group.
            case 5 -> putShort(message, (random.nextBoolean() ? BATCH_BLOCK : MASS_QUOTE_BLOCK) + 2, length);
            case 6 -> putShort(message, random.nextBoolean() ? BATCH_BLOCK - 2 : MASS_QUOTE_BLOCK, length);
            default -> {
                final byte[] damaged = message.clone();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                yield damaged;
            }
        };
    }

    private static byte[] putShort(final byte[] message, final int at, final int value) {
        if (at + Short.BYTES > message.length) {
            return message;
        }
        final byte[] damaged = message.clone();
        new UnsafeBuffer(damaged).putShort(at, (short) value);
        return damaged;
    }

    private void send(final PrincipalKey key, final byte[] message, final String context) {
        exchange.machine.onTimer(exchange.now);
        final Business before = Business.of(exchange.machine);
        final int remembered = exchange.machine.rememberedRequestCount();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[message.length]);
        buffer.putBytes(0, message);
        final int length = exchange.machine.onCommand(exchange.now, key, buffer, 0, message.length);
        assertThat(length).as(context).isPositive();
        final int templateId =
                new MessageHeaderDecoder().wrap(exchange.machine.response(), 0).templateId();
        if (templateId != CommandOutcomeDecoder.TEMPLATE_ID) {
            // A query for the time, or for balances.
            assertThat(Business.of(exchange.machine)).as(context).isEqualTo(before);
            return;
        }
        assertThat(length % Answer.LENGTH).as(context).isZero();
        final Answer answer = Answer.decode(exchange.machine.response());
        if (answer.reason() == RejectReason.MALFORMED) {
            assertThat(length).as(context).isEqualTo(Answer.LENGTH);
            assertThat(Business.of(exchange.machine)).as(context).isEqualTo(before);
            assertThat(exchange.machine.rememberedRequestCount()).as(context).isEqualTo(remembered);
        } else if (length == Answer.LENGTH && !answer.isAccepted()) {
            assertThat(Business.of(exchange.machine)).as(context).isEqualTo(before);
        }
    }
}
