package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC_USD;
import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.GATEWAY;
import static io.unidatum.exchange.engine.Exchange.OPERATOR;
import static io.unidatum.exchange.engine.Exchange.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.engine.Commands.Level;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOcoEncoder;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Random histories of quotes, batches, limits, connections, timers, kill switches and sessions that end: the invariants
 * hold after each step, and a snapshot anywhere goes on to the same frames.
 */
class ProtectionHistoryTest {
    private static final int STEPS = 250;
    private static final int FIRST_ACCOUNT = 1001;
    private static final int ACCOUNTS = 4;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private Random random;
    private Exchange exchange;
    private List<Consumer<ExchangeStateMachine>> history;

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldGoOnFromASnapshotAnywhereToTheSameFrames(
            @ForAll final long seed, @ForAll @IntRange(max = STEPS) final int cut) {
        random = new Random(seed);
        history = new ArrayList<>();
        exchange = Exchange.openedWithEverything();
        for (int i = 0; i < ACCOUNTS; i++) {
            exchange.fund(FIRST_ACCOUNT + i, "500", "50000");
            exchange.deposit(FIRST_ACCOUNT + i, Exchange.BTC, "10");
        }
        final List<byte[]> start = exchange.snapshot();
        final int framesBefore = exchange.journal.frames.size();
        for (int i = 0; i < STEPS; i++) {
            step();
            Invariants.check(exchange.machine.state(), "seed " + seed + " step " + i);
        }

        final Restored first = new Restored(start);
        first.run(history.subList(0, cut));
        final Restored second = new Restored(Exchange.snapshotOf(first.machine));
        second.run(history.subList(cut, STEPS));
        Invariants.check(second.machine.state(), "restored");
        final List<RecordedJournal.Frame> frames = new ArrayList<>(first.journal.frames);
        frames.addAll(second.journal.frames);
        assertThat(frames).isEqualTo(exchange.journal.frames.subList(framesBefore, exchange.journal.frames.size()));
        assertThat(second.machine.stateHash()).isEqualTo(exchange.machine.stateHash());
        assertThat(second.machine.nextDeadline()).isEqualTo(exchange.machine.nextDeadline());
    }

    /** A machine that a snapshot was restored into, and its journal. */
    private static final class Restored {
        final ExchangeStateMachine machine;
        final RecordedJournal journal;

        Restored(final List<byte[]> snapshot) {
            final RecordedJournal[] holder = new RecordedJournal[1];
            machine = new ExchangeStateMachine((buffer, offset, length, sequence, count, hash, position) ->
                    holder[0].onFrame(buffer, offset, length, sequence, count, hash, position));
            Exchange.restore(machine, snapshot);
            assertThat(machine.isSnapshotComplete()).isTrue();
            holder[0] = new RecordedJournal(machine);
            journal = holder[0];
        }

        void run(final List<Consumer<ExchangeStateMachine>> steps) {
            steps.forEach(step -> step.accept(machine));
        }
    }

    private void step() {
        final long now = exchange.now + 1000 + random.nextInt((int) SECOND);
        exchange.now = now;
        final int kind = random.nextInt(40);
        if (kind == 0) {
            doIt(machine -> machine.onTimer(now));
            return;
        }
        if (kind == 1) {
            final long session = random.nextInt(3);
            doIt(machine -> machine.onSessionClosed(now, session));
            return;
        }
        final Commands c = exchange.commands;
        c.validUntil = now + 5 * SECOND;
        next();
        final boolean byOperator = kind == 2 || kind == 3 || kind == 4;
        final byte[] message = byOperator ? operatorsCommand(c, kind) : gatewaysCommand(c, kind);
        final long session = random.nextInt(3);
        doIt(machine -> machine.onCommand(
                now, session, byOperator ? OPERATOR : GATEWAY, new UnsafeBuffer(message), 0, message.length));
    }

    private void doIt(final Consumer<ExchangeStateMachine> step) {
        history.add(step);
        step.accept(exchange.machine);
    }

    private byte[] operatorsCommand(final Commands c, final int kind) {
        return switch (kind) {
            case 2 ->
                c.setAccountLimits(
                        random.nextInt(3),
                        units(random.nextInt(3) * 8),
                        units(random.nextInt(3) * 600),
                        units(random.nextInt(3) * 15));
            case 3 -> c.setAccount(AccountStatus.ACTIVE, 0, random.nextInt(3) * 10, 0, "");
            default -> c.massCancel(random.nextInt(3), side(3));
        };
    }

    private byte[] gatewaysCommand(final Commands c, final int kind) {
        return switch (kind) {
            case 5 -> c.killSwitch("why");
            case 6, 7 -> c.massCancel(random.nextInt(3), side(3));
            case 8, 9 -> c.setDeadManTimer(random.nextInt(4) * 2 * SECOND);
            case 10, 11, 12, 13 -> connection(c);
            case 14, 15, 16, 17, 18, 19, 20, 21 -> quote(c);
            case 22, 23, 24, 25, 26 -> batch(c);
            default -> orderCommand(c);
        };
    }

    private byte[] connection(final Commands c) {
        c.connectionId = 1 + random.nextInt(3);
        return c.setConnection(
                random.nextInt(2), random.nextInt(4) * SECOND, ConnectionState.get((short) (1 + random.nextInt(3))));
    }

    private byte[] quote(final Commands c) {
        final Level[] levels = new Level[random.nextInt(6)];
        for (int i = 0; i < levels.length; i++) {
            final Side side = side(2);
            final long away = (random.nextInt(7) - 1) * units(1) / 2;
            final long price = side == Side.BUY ? units(100) - away : units(100) + away;
            levels[i] = new Level(side, price, units(1 + random.nextInt(6)));
        }
        return c.massQuote(
                random.nextInt(8) == 0 ? BTC_USD : DEC_USD,
                random.nextInt(4) == 0 ? OrderFlag.POST_ONLY : 0,
                SelfTradePrevention.get((short) (1 + random.nextInt(4))),
                levels);
    }

    private byte[] batch(final Commands c) {
        final byte[][] messages = new byte[1 + random.nextInt(6)][];
        for (int i = 0; i < messages.length; i++) {
            if (i > 0 && random.nextInt(5) == 0) {
                messages[i] = messages[random.nextInt(i)];
            } else {
                next();
                messages[i] = orderCommand(c);
            }
        }
        next();
        return c.batch(messages);
    }

    private byte[] orderCommand(final Commands c) {
        final long orderId = Math.max(1, exchange.machine.state().nextOrderId - random.nextInt(12));
        return switch (random.nextInt(10)) {
            case 0 -> c.cancel(orderId, "");
            case 1 -> c.amend(orderId, "", price(), units(1 + random.nextInt(9)));
            case 3, 4, 5 -> specialOrder(c);
            case 6 -> oco(c);
            case 2 -> c.newOrder(DEC_USD, side(2), OrderType.MARKET, TimeInForce.IOC, 0, units(3), "");
            default ->
                c.newOrder(
                        DEC_USD,
                        side(2),
                        OrderType.LIMIT,
                        random.nextInt(5) == 0 ? TimeInForce.IOC : TimeInForce.GTC,
                        price(),
                        units(1 + random.nextInt(9)),
                        "");
        };
    }

    /** A stop, an iceberg, a reduce-only order, or one of another self-trade prevention. */
    private byte[] specialOrder(final Commands c) {
        final byte[] message = c.newOrder(
                DEC_USD, side(2), OrderType.LIMIT, TimeInForce.GTC, price(), units(2 + random.nextInt(8)), "");
        final NewOrderEncoder encoder = new NewOrderEncoder().wrap(new UnsafeBuffer(message), HEADER);
        switch (random.nextInt(4)) {
            case 0 -> encoder.orderType(OrderType.STOP_LIMIT).stopPrice(price());
            case 1 -> encoder.orderType(OrderType.STOP).price(0).stopPrice(price());
            case 2 -> encoder.displayQuantity(units(1));
            default -> encoder.flags().reduceOnly(true);
        }
        encoder.selfTradePrevention(SelfTradePrevention.get((short) (1 + random.nextInt(4))));
        return message;
    }

    private byte[] oco(final Commands c) {
        final byte[] message = new byte[HEADER + NewOcoEncoder.BLOCK_LENGTH];
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        buffer.putBytes(0, c.cancel(1, ""), 0, HEADER + CommandHeaderEncoder.ENCODED_LENGTH);
        final NewOcoEncoder encoder = new NewOcoEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final Side side = side(2);
        final long away = units(1 + random.nextInt(4));
        encoder.instrumentId(DEC_USD)
                .side(side)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NULL_VAL)
                .quantity(units(1 + random.nextInt(6)))
                .limitPrice(side == Side.SELL ? units(100) + away : units(100) - away)
                .stopPrice(side == Side.SELL ? units(100) - away : units(100) + away)
                .stopLimitPrice(random.nextBoolean() ? 0 : units(100));
        return message;
    }

    private void next() {
        exchange.commands.requestId++;
        exchange.commands.account = FIRST_ACCOUNT + random.nextInt(ACCOUNTS);
        exchange.commands.connectionId = random.nextInt(4);
    }

    private Side side(final int kinds) {
        final int kind = random.nextInt(kinds);
        return kind == 0 ? Side.BUY : kind == 1 ? Side.SELL : Side.NULL_VAL;
    }

    private long price() {
        return units(97 + random.nextInt(7));
    }

    private static long units(final long ones) {
        return ones * 100_000_000L;
    }
}
