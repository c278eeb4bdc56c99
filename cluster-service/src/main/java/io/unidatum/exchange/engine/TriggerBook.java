package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The orders of one instrument that wait for their trigger, and the queue of those that have been elected and whose
 * turn has not come. Prices are in ticks.
 *
 * <p>Rising orders (stops to buy, take-profits to sell) wait for the last price to be at their trigger or above,
 * falling ones (stops to sell, take-profits to buy) for it to be there or below.
 */
final class TriggerBook {
    private final TriggerHeap rising = new TriggerHeap(true);
    private final TriggerHeap falling = new TriggerHeap(false);
    private final TrailingStops trailingSells = new TrailingStops(true, falling);
    private final TrailingStops trailingBuys = new TrailingStops(false, rising);
    private EngineOrder firstElected;
    private EngineOrder lastElected;
    private long buyLotsToRest;
    private long sellLotsToRest;

    /** Whether an order waits for rising prices. */
    static boolean isRising(final EngineOrder order) {
        final boolean takesProfit = order.type == OrderType.TAKE_PROFIT || order.type == OrderType.TAKE_PROFIT_LIMIT;
        return order.isBuy() != takesProfit;
    }

    /** Whether a last price, in ticks, triggers an order. */
    static boolean isReached(final EngineOrder order, final long ticks) {
        return isRising(order) ? order.stopTicks <= ticks : order.stopTicks >= ticks;
    }

    boolean isWaiting() {
        return rising.size() + falling.size() != 0;
    }

    boolean hasElected() {
        return firstElected != null;
    }

    boolean mayTrailAnother(final Account account) {
        return trailingSells.size() + trailingBuys.size() < TrailingStops.MAX_PER_INSTRUMENT
                && trailingSells.countOf(account) + trailingBuys.countOf(account) < TrailingStops.MAX_PER_ACCOUNT;
    }

    /** Reads what every order of the instrument reads: see {@link Lookahead}. */
    long touch() {
        return buyLotsToRest;
    }

    /** What may come to rest of these orders, whatever they become before. */
    long lotsToRest(final BookSide side) {
        return side == BookSide.BUY ? buyLotsToRest : sellLotsToRest;
    }

    /** Begins to wait. */
    void add(final EngineOrder order) {
        order.waitingPlace = OrderPlace.WAITING;
        heap(order).add(order);
        if (order.type == OrderType.TRAILING_STOP) {
            trailing(order).add(order);
        }
        count(order, order.leaves());
    }

    /** Takes an order out, whether it waits or has been elected. */
    void remove(final EngineOrder order) {
        if (order.waitingPlace == OrderPlace.WAITING) {
            stopWaiting(order);
        } else {
            unlink(order);
        }
        order.waitingPlace = null;
        count(order, -order.leaves());
    }

    /** Lets a waiting order join the end of the queue. */
    void elect(final EngineOrder order) {
        stopWaiting(order);
        enqueue(order);
    }

    /** Elects what the prices of an execution's trades trigger, then moves the trailing stops behind them. */
    void elect(final long lowest, final long highest) {
        EngineOrder order = rising.take(highest);
        while (order != null) {
            stopTrailing(order);
            enqueue(order);
            order = rising.take(highest);
        }
        order = falling.take(lowest);
        while (order != null) {
            stopTrailing(order);
            enqueue(order);
            order = falling.take(lowest);
        }
        trailingSells.follow(highest);
        trailingBuys.follow(lowest);
    }

    /** Puts an order at the end of the queue: an elected one, or one of a snapshot. */
    void enqueue(final EngineOrder order) {
        order.waitingPlace = OrderPlace.TRIGGERED;
        order.previousTriggered = lastElected;
        if (lastElected == null) {
            firstElected = order;
        } else {
            lastElected.nextTriggered = order;
        }
        lastElected = order;
    }

    /** Puts an elected order of a snapshot back. */
    void restoreElected(final EngineOrder order) {
        enqueue(order);
        count(order, order.leaves());
    }

    /** The order whose turn it is. {@return null if none has been elected} */
    EngineOrder firstElected() {
        return firstElected;
    }

    /** The elected order behind another. {@return null if that is the last} */
    static EngineOrder behind(final EngineOrder order) {
        return order.nextTriggered;
    }

    /** All that wait, by id, in a new list. */
    List<EngineOrder> waiting() {
        final List<EngineOrder> waiting = new ArrayList<>(rising.size() + falling.size());
        for (int i = 0; i < rising.size(); i++) {
            waiting.add(rising.get(i));
        }
        for (int i = 0; i < falling.size(); i++) {
            waiting.add(falling.get(i));
        }
        waiting.sort(Comparator.comparingLong(order -> order.id));
        return waiting;
    }

    private void stopWaiting(final EngineOrder order) {
        heap(order).remove(order);
        stopTrailing(order);
    }

    private void stopTrailing(final EngineOrder order) {
        if (order.type == OrderType.TRAILING_STOP) {
            trailing(order).remove(order);
        }
    }

    private void unlink(final EngineOrder order) {
        if (order.previousTriggered == null) {
            firstElected = order.nextTriggered;
        } else {
            order.previousTriggered.nextTriggered = order.nextTriggered;
        }
        if (order.nextTriggered == null) {
            lastElected = order.previousTriggered;
        } else {
            order.nextTriggered.previousTriggered = order.previousTriggered;
        }
        order.previousTriggered = null;
        order.nextTriggered = null;
    }

    private void count(final EngineOrder order, final long lots) {
        if (!order.mayRest) {
            return;
        }
        if (order.isBuy()) {
            buyLotsToRest += lots;
        } else {
            sellLotsToRest += lots;
        }
    }

    private TriggerHeap heap(final EngineOrder order) {
        return isRising(order) ? rising : falling;
    }

    private TrailingStops trailing(final EngineOrder order) {
        return order.isBuy() ? trailingBuys : trailingSells;
    }
}
