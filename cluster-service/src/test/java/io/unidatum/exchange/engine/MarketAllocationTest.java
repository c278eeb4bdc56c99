package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.GATEWAY;
import static io.unidatum.exchange.engine.Exchange.OPERATOR;
import static io.unidatum.exchange.engine.Exchange.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Collars, timed halts, auctions and expiry allocate nothing once the tables have grown. Nothing here is timed. */
class MarketAllocationTest {
    private static final int COMMANDS = 5_000;
    private static final long STEP_NS = 10_000_000;
    private static final long ONE = 100_000_000;

    private record Sent(PrincipalKey key, DirectBuffer message) {}

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Market market = new Market();
    private long now;

    @Test
    void shouldHaltAuctionAndExpireWithoutAllocating() {
        market.rules(30_000, SECOND / 2, SECOND / 2);
        final ExchangeStateMachine machine = new ExchangeStateMachine((b, o, l, sequence, count, hash, position) -> {});
        market.exchange.log.forEach(entry -> machine.onCommand(
                entry.time(), entry.key(), new UnsafeBuffer(entry.message()), 0, entry.message().length));
        now = market.exchange.now;

        long allocated = Long.MAX_VALUE;
        int round = 0;
        while (round < 8 && allocated != 0) {
            final List<Sent> commands = encode(round++);
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(machine, commands);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(machine.state().nextTradeId).isGreaterThan(1000);
        assertThat(machine.state().instruments.get(DEC_USD).sequence).isGreaterThan(1000);
        assertThat(allocated).isZero();
    }

    private void run(final ExchangeStateMachine machine, final List<Sent> commands) {
        for (int i = 0; i < commands.size(); i++) {
            final Sent sent = commands.get(i);
            now += STEP_NS;
            if (machine.nextDeadline() <= now) {
                machine.onTimer(now);
            }
            machine.onCommand(now, sent.key(), sent.message(), 0, sent.message().capacity());
        }
    }

    private List<Sent> encode(final int round) {
        final Random random = new Random(round);
        final Commands commands = market.exchange.commands;
        final List<Sent> result = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            commands.requestId++;
            final long at = now + (i + 1) * STEP_NS;
            commands.validUntil = at + SECOND;
            if (i % 97 == 0) {
                commands.account = 0;
                final InstrumentStatus status = i % 2 == 0 ? InstrumentStatus.AUCTION : InstrumentStatus.HALTED;
                result.add(new Sent(
                        OPERATOR,
                        new UnsafeBuffer(commands.setInstrumentStatus(DEC_USD, status, SECOND / 10, "test"))));
                continue;
            }
            commands.account = random.nextBoolean() ? Market.MAKER : Market.TAKER;
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = (90 + random.nextInt(21)) * ONE;
            final byte[] message = commands.newOrder(
                    DEC_USD, side, OrderType.LIMIT, TimeInForce.GTD, price, ONE + random.nextInt(5) * ONE, "");
            new NewOrderEncoder().wrap(new UnsafeBuffer(message), 8).expireTime(at + SECOND);
            result.add(new Sent(GATEWAY, new UnsafeBuffer(message)));
        }
        return result;
    }
}
