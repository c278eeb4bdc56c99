package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** DEC/USD with everything switched on, a maker and a taker, for tests of its states. Time begins at 0 s. */
final class Market {
    static final long MAKER = 1001;
    static final long TAKER = 1002;

    final Exchange exchange = Exchange.opened();
    final long start;
    /** When the timer came, by the number of commands before it. */
    final Map<Integer, Long> timers = new HashMap<>();

    private final EventLines lines;

    Market() {
        accept(exchange.operate(c -> c.setEncodingVersion(3)));
        exchange.fund(MAKER, "1000000", "100000000");
        exchange.fund(TAKER, "1000000", "100000000");
        // Whole seconds, so that times in tests are round: each command comes 1 us after the one before.
        exchange.now = (exchange.now / SECOND + 1) * SECOND;
        start = exchange.now;
        lines = new EventLines(start);
        take();
    }

    /** The collar in parts per million, and how long its halt and the auction after a halt last. */
    void rules(final int collar, final long haltNs, final long auctionNs) {
        accept(exchange.operate(
                c -> c.setInstrumentRules(DEC_USD, d("1000000"), 100_000, collar, haltNs, auctionNs, "rules")));
    }

    /** Trades one lot, so that there is a last price. */
    void lastPrice(final String price) {
        sell("0.01", price);
        buy("0.01", price);
        take();
    }

    Answer sell(final String quantity, final String price) {
        return exchange.limit(MAKER, Side.SELL, quantity, price);
    }

    Answer buy(final String quantity, final String price) {
        return exchange.limit(TAKER, Side.BUY, quantity, price);
    }

    /** Any order of DEC/USD; what is not a limit order's is set by the changes. */
    Answer order(
            final long account,
            final Side side,
            final OrderType type,
            final TimeInForce timeInForce,
            final String quantity,
            final String price,
            final Consumer<NewOrderEncoder> changes) {
        return exchange.trade(account, c -> {
            final byte[] message = c.newOrder(DEC_USD, side, type, timeInForce, d(price), d(quantity), "");
            changes.accept(new NewOrderEncoder().wrap(new UnsafeBuffer(message), MessageHeaderEncoder.ENCODED_LENGTH));
            return message;
        });
    }

    Answer status(final InstrumentStatus status, final long durationNs) {
        return exchange.operate(c -> c.setInstrumentStatus(DEC_USD, status, durationNs, "operator"));
    }

    void set(final InstrumentStatus status) {
        accept(status(status, 0));
    }

    /** Brings the timer at this many seconds after the start. */
    void timer(final double seconds) {
        exchange.now = Math.max(exchange.now, at(seconds));
        timers.put(exchange.log.size(), at(seconds));
        exchange.machine.onTimer(at(seconds));
    }

    /** Lets this much time go by before the next command. */
    void waitUntil(final double seconds) {
        exchange.now = at(seconds);
    }

    long at(final double seconds) {
        return start + (long) (seconds * SECOND);
    }

    /** The events since the last call. */
    List<String> take() {
        return lines.of(exchange.journal.take());
    }

    Instrument instrument() {
        return exchange.machine.state().instruments.get(DEC_USD);
    }

    void assertEvents(final String... expected) {
        assertThat(take()).containsExactly(expected);
    }

    void assertRejected(final RejectReason reason, final Answer answer) {
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(take()).isEmpty();
    }
}
