package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PooledOrderBook;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Trading allocates nothing once the tables have grown. Nothing here is timed. */
class AllocationTest {
    private static final int COMMANDS = 20_000;
    private static final int ACCOUNTS = 20;
    private static final long STEP_NS = 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Exchange exchange = Exchange.opened();

    @Test
    void shouldTradeWithoutAllocating() {
        for (int i = 0; i < ACCOUNTS; i++) {
            exchange.fund(1000 + i, "1000000", "100000000");
        }
        final ExchangeStateMachine machine = new ExchangeStateMachine((b, o, l, sequence, count, hash, position) -> {});
        exchange.log.forEach(entry -> machine.onCommand(
                entry.time(), entry.key(), new UnsafeBuffer(entry.message()), 0, entry.message().length));

        // Rounds of other requests on the same orders of magnitude: what grows has grown after the first.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 6 && allocated != 0; round++) {
            final List<DirectBuffer> commands = encode(round, machine.state().nextOrderId);
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(machine, commands);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(machine.state().nextTradeId).isGreaterThan(1000);
        assertThat(allocated).isZero();
    }

    @Test
    void shouldAnswerForBalancesWithoutAllocating() {
        final Exchange rich = Exchange.openedWithEverything();
        for (int i = 0; i < ACCOUNTS; i++) {
            rich.fund(1000 + i, "1", "1");
        }
        rich.commands.requestId = 1L << 40;
        final byte[] query = rich.commands.balancesQuery(0);
        final UnsafeBuffer buffer = new UnsafeBuffer(query);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 6 && allocated != 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < COMMANDS; i++) {
                rich.machine.onCommand(rich.now, Exchange.GATEWAY, buffer, 0, query.length);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }

    @Test
    void shouldTradeEveryOrderTypeWithoutAllocating() {
        final SpecialOrderHistories history =
                new SpecialOrderHistories(SpecialOrderHistories.opened(true), 5).tradingOnly();
        for (int i = 0; i < COMMANDS; i++) {
            history.step();
        }
        final List<Exchange.Logged> log = history.exchange.log;
        final List<DirectBuffer> commands = new ArrayList<>();
        log.forEach(entry -> commands.add(new UnsafeBuffer(entry.message())));
        final ExchangeStateMachine machine = new ExchangeStateMachine((b, o, l, sequence, count, hash, position) -> {});

        // What grows has grown after some of it.
        final int window = COMMANDS / 10;
        long allocated = Long.MAX_VALUE;
        for (int from = 0; from + window <= log.size() && allocated != 0; from += window) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = from; i < from + window; i++) {
                final Exchange.Logged entry = log.get(i);
                machine.onCommand(
                        entry.time(),
                        entry.key(),
                        commands.get(i),
                        0,
                        commands.get(i).capacity());
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(machine.state().nextTradeId).isGreaterThan(500);
        assertThat(allocated).isZero();
    }

    @Test
    void shouldMatchWithoutAllocating() {
        final Silent listener = new Silent();
        final PooledOrderBook book = new PooledOrderBook(listener);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 6 && allocated != 0; round++) {
            final Random random = new Random(7);
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < COMMANDS; i++) {
                final BookSide side = random.nextBoolean() ? BookSide.BUY : BookSide.SELL;
                final long id = random.nextInt(500) + 1;
                book.cancel(id);
                book.submitLimit(
                        id,
                        side,
                        1000 + random.nextInt(200),
                        1 + random.nextInt(9),
                        io.unidatum.exchange.book.TimeInForce.GTC,
                        0);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(listener.trades).isPositive();
        assertThat(allocated).isZero();
    }

    private void run(final ExchangeStateMachine machine, final List<DirectBuffer> commands) {
        int expected = 0;
        for (int i = 0; i < commands.size(); i++) {
            if (i == expected) {
                boolean hasRoom = true;
                while (hasRoom && expected < commands.size()) {
                    final DirectBuffer next = commands.get(expected++);
                    hasRoom = machine.expect(next, 0, next.capacity());
                }
                machine.prepare();
            }
            exchange.now += STEP_NS;
            final DirectBuffer command = commands.get(i);
            machine.onCommand(exchange.now, Exchange.GATEWAY, command, 0, command.capacity());
        }
    }

    private List<DirectBuffer> encode(final int round, final long firstOrderId) {
        final Random random = new Random(round);
        final List<DirectBuffer> commands = new ArrayList<>();
        final Commands c = exchange.commands;
        for (int i = 0; i < COMMANDS; i++) {
            c.requestIdHigh = round + 100;
            c.requestId = i;
            c.account = 1000 + random.nextInt(ACCOUNTS);
            c.validUntil = exchange.now + (i + 1) * STEP_NS + Exchange.SECOND;
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = 10_000_000_000L + 1_000_000L * (random.nextInt(41) - 20);
            final long quantity = 1_000_000L * (1 + random.nextInt(100));
            final long orderId = firstOrderId + random.nextInt(i + 1) / 2;
            final byte[] message =
                    switch (random.nextInt(10)) {
                        case 0, 1, 2 -> c.cancel(orderId, "");
                        case 3 -> c.amend(orderId, "", price, quantity);
                        case 4 -> c.newOrder(DEC_USD, side, OrderType.MARKET, TimeInForce.IOC, 0, quantity, "");
                        default ->
                            c.newOrder(DEC_USD, side, OrderType.LIMIT, TimeInForce.GTC, price, quantity, "o" + i % 50);
                    };
            commands.add(new UnsafeBuffer(message));
        }
        return commands;
    }
}
