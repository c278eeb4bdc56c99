package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.unidatum.exchange.engine.Commands.Level;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Mass quotes, batches, mass cancels and timers allocate nothing once the tables have grown. Nothing is timed. */
class QuoteAllocationTest {
    private static final int COMMANDS = 5_000;
    private static final int ACCOUNTS = 10;
    private static final long STEP_NS = 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Exchange exchange = Exchange.openedWithEverything();

    @Test
    void shouldQuoteInBatchesAndCancelWithoutAllocating() {
        for (int i = 0; i < ACCOUNTS; i++) {
            exchange.fund(1000 + i, "1000000", "100000000");
            if (i % 2 == 0) {
                exchange.operate(1000 + i, c -> c.setAccountLimits(0, 0, 0, Long.MAX_VALUE));
            }
        }
        final ExchangeStateMachine machine = new ExchangeStateMachine((b, o, l, sequence, count, hash, position) -> {});
        exchange.log.forEach(entry -> machine.onCommand(
                entry.time(), entry.key(), new UnsafeBuffer(entry.message()), 0, entry.message().length));

        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 8 && allocated != 0; round++) {
            final List<DirectBuffer> commands = encode(round, machine.state().nextOrderId);
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(machine, commands);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(machine.state().nextTradeId).isGreaterThan(1000);
        assertThat(allocated).isZero();
    }

    private void run(final ExchangeStateMachine machine, final List<DirectBuffer> commands) {
        for (int i = 0; i < commands.size(); i++) {
            exchange.now += STEP_NS;
            final DirectBuffer command = commands.get(i);
            machine.onCommand(exchange.now, Exchange.GATEWAY, command, 0, command.capacity());
        }
    }

    private List<DirectBuffer> encode(final int round, final long firstOrderId) {
        final Random random = new Random(round);
        final List<DirectBuffer> commands = new ArrayList<>();
        final Commands c = exchange.commands;
        c.requestIdHigh = round + 100;
        c.requestId = 0;
        for (int i = 0; i < COMMANDS; i++) {
            c.validUntil = exchange.now + (i + 1) * STEP_NS + Exchange.SECOND;
            final byte[] message =
                    switch (random.nextInt(10)) {
                        case 0 -> {
                            next(c, random);
                            yield c.massCancel(DEC_USD, Side.NULL_VAL);
                        }
                        case 1 -> {
                            next(c, random);
                            yield c.setDeadManTimer((1 + random.nextInt(3)) * Exchange.SECOND);
                        }
                        case 2, 3, 4, 5 -> quote(c, random);
                        default -> batch(c, random, firstOrderId + i);
                    };
            commands.add(new UnsafeBuffer(message));
        }
        return commands;
    }

    private static byte[] quote(final Commands c, final Random random) {
        next(c, random);
        final Level[] levels = new Level[20];
        final long middle = 10_000_000_000L + 1_000_000L * random.nextInt(10);
        for (int i = 0; i < levels.length; i++) {
            final Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
            final long away = 1_000_000L * (1 + i);
            levels[i] = new Level(
                    side, side == Side.BUY ? middle - away : middle + away, 1_000_000L * (1 + random.nextInt(9)));
        }
        return c.massQuote(DEC_USD, 0, SelfTradePrevention.CANCEL_OLDEST, levels);
    }

    private static byte[] batch(final Commands c, final Random random, final long orderId) {
        final byte[][] messages = new byte[8][];
        for (int i = 0; i < messages.length; i++) {
            next(c, random);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = 10_000_000_000L + 1_000_000L * (random.nextInt(41) - 20);
            messages[i] = switch (i % 3) {
                case 0 -> c.cancel(orderId - i, "");
                case 1 -> c.amend(orderId + i, "", price, 5_000_000L);
                default -> c.newOrder(DEC_USD, side, OrderType.LIMIT, TimeInForce.IOC, price, 2_000_000L, "");
            };
        }
        next(c, random);
        return c.batch(messages);
    }

    private static void next(final Commands c, final Random random) {
        c.requestId++;
        c.account = 1000 + random.nextInt(ACCOUNTS);
    }
}
