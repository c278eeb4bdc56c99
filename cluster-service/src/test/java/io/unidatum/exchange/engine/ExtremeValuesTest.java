package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stands in a command: it is answered, and what is rejected has changed nothing. */
class ExtremeValuesTest {
    private static final long[] EXTREMES = {
        0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0x7fff_ffffL, 0x8000_0000L, 0xffffL
    };
    private static final int HEADER = 8;

    private final Exchange exchange = SampleCommands.exchange();
    private Business business = Business.of(exchange.machine);

    @ParameterizedTest
    @EnumSource(SampleCommands.class)
    void shouldRejectOrCarryOutEveryExtremeOfEveryField(final SampleCommands sample) {
        final int length = encode(sample).length;
        for (int width = 1; width <= Long.BYTES; width *= 2) {
            for (int at = 0; at <= length - width; at++) {
                for (final long extreme : EXTREMES) {
                    final byte[] message = encode(sample);
                    put(message, at, width, extreme);
                    sendAndCheck(sample.key, message, "byte " + at + " width " + width + " = " + extreme);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleCommands.class)
    void shouldRejectEveryTruncationAndEveryExtension(final SampleCommands sample) {
        final int length = encode(sample).length;
        for (int newLength = 0; newLength <= length + 16; newLength++) {
            if (newLength != length) {
                final Answer answer =
                        sendAndCheck(sample.key, Arrays.copyOf(encode(sample), newLength), "length " + newLength);
                assertThat(answer.reason()).isEqualTo(RejectReason.MALFORMED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleCommands.class)
    void shouldSurviveRandomMutations(final SampleCommands sample) {
        final Random random = new Random(sample.ordinal());
        for (int i = 0; i < 300; i++) {
            final byte[] message = encode(sample);
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt();
            }
            sendAndCheck(sample.key, message, "mutation " + i);
        }
    }

    @Property(tries = 1000)
    void shouldRejectRandomBytes(@ForAll @Size(max = 300) final byte[] bytes) {
        final Answer answer = sendAndCheck(Exchange.OPERATOR, bytes, "random bytes");
        assertThat(answer.reason()).isNotEqualTo(RejectReason.NONE);
    }

    private byte[] encode(final SampleCommands sample) {
        exchange.commands.requestId++;
        exchange.commands.account = sample.account;
        exchange.commands.validUntil = exchange.now + Exchange.SECOND;
        exchange.now += Exchange.SECOND / 100;
        return sample.command.apply(exchange.commands);
    }

    private Answer sendAndCheck(final PrincipalKey key, final byte[] message, final String context) {
        if (isQuery(message)) {
            return rejected();
        }
        doWhatIsDue();
        final Answer answer = exchange.send(key, message);
        final Business after = Business.of(exchange.machine);
        if (!answer.isAccepted() || answer.replayed()) {
            assertThat(after).as(context).isEqualTo(business);
        } else {
            Invariants.check(exchange.machine.state(), context);
        }
        business = after;
        return answer;
    }

    /** What an accepted command before has set a time for. */
    private void doWhatIsDue() {
        final long before = exchange.machine.lastSequence();
        exchange.machine.onTimer(exchange.now + 1000);
        if (exchange.machine.lastSequence() != before) {
            business = Business.of(exchange.machine);
        }
    }

    /** Mutation can make a query for the time or for balances, which has another answer. */
    private static boolean isQuery(final byte[] message) {
        return message.length >= HEADER && (message[2] == 2 || message[2] == 3) && message[3] == 0;
    }

    private static Answer rejected() {
        return new Answer(0, 0, 0, 0, RejectReason.MALFORMED, null, null, false, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static void put(final byte[] message, final int at, final int width, final long value) {
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        switch (width) {
            case 1 -> buffer.putByte(at, (byte) value);
            case 2 -> buffer.putShort(at, (short) value);
            case 4 -> buffer.putInt(at, (int) value);
            default -> buffer.putLong(at, value);
        }
    }
}
