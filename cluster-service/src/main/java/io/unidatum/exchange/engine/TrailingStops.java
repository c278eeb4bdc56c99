package io.unidatum.exchange.engine;

import java.util.Arrays;

/**
 * The trailing stops of one instrument and side: their triggers follow the last price as long as it goes their way.
 * They also stand in a {@link TriggerHeap}. Their number is limited, since a new best price moves them all.
 */
final class TrailingStops {
    /** Trailing stops of one instrument, both sides together. */
    static final int MAX_PER_INSTRUMENT = 4096;

    /** Of those, an account's: nobody can use up what is there for all. */
    static final int MAX_PER_ACCOUNT = 64;

    private static final int INITIAL_CAPACITY = 16;

    private final boolean sells;
    private final TriggerHeap heap;
    private EngineOrder[] orders = new EngineOrder[0];
    private int size;
    /** No order has a peak that a price which is not better than this improves; it may be too careful. */
    private long worstPeak;

    TrailingStops(final boolean sells, final TriggerHeap heap) {
        this.sells = sells;
        this.heap = heap;
        forgetWorst();
    }

    int size() {
        return size;
    }

    /** How many are an account's. */
    int countOf(final Account account) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (orders[i].account == account) {
                count++;
            }
        }
        return count;
    }

    void add(final EngineOrder order) {
        if (size == orders.length) {
            orders = Arrays.copyOf(orders, Math.max(INITIAL_CAPACITY, size * 2));
        }
        order.trailingIndex = size;
        orders[size++] = order;
        worstPeak = sells ? Math.min(worstPeak, order.trailingPeak) : Math.max(worstPeak, order.trailingPeak);
    }

    void remove(final EngineOrder order) {
        final EngineOrder last = orders[--size];
        orders[size] = null;
        if (last != order) {
            orders[order.trailingIndex] = last;
            last.trailingIndex = order.trailingIndex;
        }
        order.trailingIndex = EngineOrder.NOT_TIMED;
        if (size == 0) {
            forgetWorst();
        }
    }

    /** Moves the triggers behind a price, in ticks, where it is the best they have seen. */
    void follow(final long ticks) {
        if (size == 0 || !isBetter(ticks, worstPeak)) {
            return;
        }
        forgetWorst();
        for (int i = 0; i < size; i++) {
            final EngineOrder order = orders[i];
            if (isBetter(ticks, order.trailingPeak)) {
                order.trailingPeak = ticks;
                final long trigger = trigger(order, ticks);
                if (trigger != order.stopTicks) {
                    order.stopTicks = trigger;
                    heap.move(order);
                }
            }
            worstPeak = sells ? Math.min(worstPeak, order.trailingPeak) : Math.max(worstPeak, order.trailingPeak);
        }
    }

    /**
     * The trigger at a distance from a peak, rounded to the tick towards it.
     *
     * @return in ticks; below 1 if a seller's is not a price; {@link Money#OVERFLOW} if a buyer's exceeds 63 bits.
     */
    static long trigger(final EngineOrder order, final long peakTicks) {
        final long tick = order.instrument.tickSize;
        final long peak = peakTicks * tick;
        final long distance = order.trailingRate == 0 ? order.trailingOffset : Money.share(peak, order.trailingRate);
        if (order.isBuy()) {
            final long trigger = Money.add(peak, distance);
            return trigger == Money.OVERFLOW ? Money.OVERFLOW : trigger / tick;
        }
        return distance >= peak ? 0 : peakTicks - distance / tick;
    }

    private boolean isBetter(final long ticks, final long than) {
        return sells ? ticks > than : ticks < than;
    }

    private void forgetWorst() {
        worstPeak = sells ? Long.MAX_VALUE : 0;
    }
}
