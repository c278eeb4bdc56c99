package io.unidatum.exchange.engine;

import java.util.Arrays;

/**
 * Waiting orders of one direction, first the one that the last price reaches first, at one trigger price by ascending
 * ids. Orders know where they stand, so any of them can be moved or taken out in logarithmic time. Allocates nothing
 * but to grow.
 */
final class TriggerHeap {
    private static final int INITIAL_CAPACITY = 16;

    private final boolean rising;
    private EngineOrder[] orders = new EngineOrder[0];
    private int size;

    /**
     * Creates an empty heap.
     *
     * @param rising whether its orders are triggered by prices at theirs or above, or by those at theirs or below.
     */
    TriggerHeap(final boolean rising) {
        this.rising = rising;
    }

    int size() {
        return size;
    }

    EngineOrder get(final int index) {
        return orders[index];
    }

    void add(final EngineOrder order) {
        if (size == orders.length) {
            orders = Arrays.copyOf(orders, Math.max(INITIAL_CAPACITY, size * 2));
        }
        siftUp(size++, order);
    }

    void remove(final EngineOrder order) {
        final int index = order.triggerIndex;
        order.triggerIndex = EngineOrder.NOT_TIMED;
        final EngineOrder last = orders[--size];
        orders[size] = null;
        if (last != order) {
            place(index, last);
        }
    }

    /** Brings an order to its place after its trigger price has changed. */
    void move(final EngineOrder order) {
        place(order.triggerIndex, order);
    }

    /** Takes the first out if a price reaches its trigger. {@return null if there is none} */
    EngineOrder take(final long ticks) {
        if (size == 0 || !isReached(orders[0], ticks)) {
            return null;
        }
        final EngineOrder first = orders[0];
        remove(first);
        return first;
    }

    boolean isReached(final EngineOrder order, final long ticks) {
        return rising ? order.stopTicks <= ticks : order.stopTicks >= ticks;
    }

    private void place(final int index, final EngineOrder order) {
        if (!siftUp(index, order)) {
            siftDown(index, order);
        }
    }

    /** Places an order at an index or above it. {@return whether it went above} */
    private boolean siftUp(final int start, final EngineOrder order) {
        int index = start;
        while (index > 0) {
            final int parent = (index - 1) >>> 1;
            if (!isBefore(order, orders[parent])) {
                break;
            }
            put(index, orders[parent]);
            index = parent;
        }
        put(index, order);
        return index != start;
    }

    /** Places an order at an index or below it. */
    private void siftDown(final int start, final EngineOrder order) {
        int index = start;
        int child = 2 * index + 1;
        while (child < size) {
            if (child + 1 < size && isBefore(orders[child + 1], orders[child])) {
                child++;
            }
            if (isBefore(order, orders[child])) {
                break;
            }
            put(index, orders[child]);
            index = child;
            child = 2 * index + 1;
        }
        put(index, order);
    }

    private void put(final int index, final EngineOrder order) {
        orders[index] = order;
        order.triggerIndex = index;
    }

    private boolean isBefore(final EngineOrder a, final EngineOrder b) {
        if (a.stopTicks != b.stopTicks) {
            return rising == a.stopTicks < b.stopTicks;
        }
        return a.id < b.id;
    }
}
