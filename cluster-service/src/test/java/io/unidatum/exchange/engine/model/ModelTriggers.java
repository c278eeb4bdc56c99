package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders that wait for the last price, and the queue of those it has come to. */
final class ModelTriggers {
    private final ModelExchange exchange;
    private final ModelState state;
    private final List<ModelInstrument> resumed = new ArrayList<>();

    ModelTriggers(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
    }

    /** Elects what an execution's trades have come to; what trails the others then follows the new extremes. */
    void elect(final ModelInstrument instrument, final ModelPrices prices) {
        if (!prices.hasTraded()) {
            return;
        }
        final List<ModelOrder> elected = new ArrayList<>();
        waiting(instrument).stream()
                .filter(o -> o.isRising() && o.stop <= prices.high)
                .sorted(Comparator.<ModelOrder>comparingLong(o -> o.stop).thenComparingLong(o -> o.id))
                .forEach(elected::add);
        waiting(instrument).stream()
                .filter(o -> !o.isRising() && o.stop >= prices.low)
                .sorted(Comparator.<ModelOrder>comparingLong(o -> -o.stop).thenComparingLong(o -> o.id))
                .forEach(elected::add);
        elected.forEach(this::enqueue);
        for (final ModelOrder order : waiting(instrument)) {
            if (order.type == OrderType.TRAILING_STOP) {
                order.peak = order.isBuy() ? Math.min(order.peak, prices.low) : Math.max(order.peak, prices.high);
                order.stop = trailingStop(order);
            }
        }
    }

    /** A new or amended order waits, unless its condition holds already. */
    void await(final ModelOrder order) {
        order.place = OrderPlace.WAITING;
        final long last = order.instrument.lastPrice;
        if (last != 0 && (order.isRising() ? order.stop <= last : order.stop >= last)) {
            enqueue(order);
        }
    }

    private void enqueue(final ModelOrder order) {
        order.place = OrderPlace.TRIGGERED;
        order.rank = state.nextRank();
    }

    /** Where a trailing stop fires, for its present peak. It may be below a tick. */
    static long trailingStop(final ModelOrder order) {
        final long tick = order.instrument.tick;
        final long distance =
                order.trailingOffset != 0 ? order.trailingOffset : Exact.share(order.peak, order.trailingRate);
        if (order.isBuy()) {
            return Math.addExact(order.peak, distance) / tick * tick;
        }
        return -Math.floorDiv(-(order.peak - distance), tick) * tick;
    }

    /** An instrument's queue may go on. */
    void resume(final ModelInstrument instrument) {
        resumed.add(instrument);
    }

    /** At the end of a command, and of what was due: queues go on, first those that were resumed, in that order. */
    void workOff() {
        final List<ModelInstrument> order = new ArrayList<>(resumed);
        resumed.clear();
        order.addAll(state.instruments.values());
        order.forEach(this::workOff);
    }

    /** The next of the queue enters the market, and so on, as long as the instrument trades. */
    private void workOff(final ModelInstrument instrument) {
        while (instrument.isTrading() && !state.triggered(instrument).isEmpty()) {
            trigger(state.triggered(instrument).get(0));
        }
    }

    private void trigger(final ModelOrder order) {
        if (order.isMarketType()) {
            final long protection =
                    Exact.protection(order.stop, order.instrument, order.side).longValueExact();
            // A buy has no more held than it needs at the price it was accepted with.
            order.price = order.isBuy() ? Math.min(protection, order.price) : protection;
        }
        final ModelOrder limitLeg = order.partner;
        if (limitLeg != null) {
            // What this one needs is taken out of the other's hold; the rest is released by the cancel.
            order.partner = null;
            limitLeg.partner = null;
            exchange.matching.cancel(limitLeg, CancelReason.OCO);
        }
        order.place = null;
        exchange.orderEvents.triggered(order);
        if (!exchange.matching.mayReduce(order)) {
            return;
        }
        final boolean restricted = order.instrument.status == InstrumentStatus.POST_ONLY;
        final boolean cannotRest = order.isMarketType() || ModelOrder.endsByItself(order.timeInForce);
        final boolean takes = exchange.matching.wouldTake(order);
        if (restricted && (cannotRest || takes) || order.postOnly && takes) {
            exchange.matching.cancel(order, CancelReason.POST_ONLY);
            return;
        }
        exchange.matching.execute(order);
    }

    private List<ModelOrder> waiting(final ModelInstrument instrument) {
        return state.orders(o -> o.place == OrderPlace.WAITING && o.instrument == instrument)
                .toList();
    }
}
