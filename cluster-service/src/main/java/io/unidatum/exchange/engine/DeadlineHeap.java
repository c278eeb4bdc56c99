package io.unidatum.exchange.engine;

import java.util.Arrays;

/**
 * What is due at a time, first the earliest, at one time by ascending ids. Items know where they stand, so any of them
 * can be moved or taken out in logarithmic time. Allocates nothing but to grow.
 *
 * @param <T> kind of item.
 */
final class DeadlineHeap<T extends Timed> {
    private static final int INITIAL_CAPACITY = 64;

    private final Deadlines deadlines;
    private long[] times = new long[INITIAL_CAPACITY];
    private Timed[] items = new Timed[INITIAL_CAPACITY];
    private int size;

    DeadlineHeap(final Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    int size() {
        return size;
    }

    /** When the first is due. {@return cluster time, ns; {@link Deadlines#NEVER} if there is none} */
    long firstTime() {
        return size == 0 ? Deadlines.NEVER : times[0];
    }

    /** When an item is due. {@return cluster time, ns; {@link Deadlines#NEVER} if it is not in here} */
    long time(final T item) {
        return item.heapIndex() == Timed.NOT_TIMED ? Deadlines.NEVER : times[item.heapIndex()];
    }

    /** Puts an item in, or moves it to another time. */
    void set(final T item, final long time) {
        final long before = firstTime();
        int index = item.heapIndex();
        if (index == Timed.NOT_TIMED) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
                times = Arrays.copyOf(times, size * 2);
            }
            index = size++;
        }
        if (!siftUp(index, item, time)) {
            siftDown(index, item, time);
        }
        refresh(before);
    }

    /** Takes an item out, if it is in here. */
    void remove(final T item) {
        final int index = item.heapIndex();
        if (index != Timed.NOT_TIMED) {
            final long before = firstTime();
            removeAt(index);
            refresh(before);
        }
    }

    /** Takes the first out if it is due. {@return null if none is} */
    @SuppressWarnings("unchecked")
    T takeDue(final long now) {
        if (size == 0 || times[0] > now) {
            return null;
        }
        final T first = (T) items[0];
        remove(first);
        return first;
    }

    private void refresh(final long firstTimeBefore) {
        if (firstTime() != firstTimeBefore) {
            deadlines.refresh();
        }
    }

    private void removeAt(final int index) {
        items[index].heapIndex(Timed.NOT_TIMED);
        size--;
        final Timed last = items[size];
        items[size] = null;
        if (index < size && !siftUp(index, last, times[size])) {
            siftDown(index, last, times[size]);
        }
    }

    /** Places an item at an index or above it. {@return whether it went above} */
    private boolean siftUp(final int start, final Timed item, final long time) {
        int index = start;
        while (index > 0) {
            final int parent = (index - 1) >>> 1;
            if (!isBefore(item, time, parent)) {
                break;
            }
            put(index, items[parent], times[parent]);
            index = parent;
        }
        put(index, item, time);
        return index != start;
    }

    /** Places an item at an index or below it. */
    private void siftDown(final int start, final Timed item, final long time) {
        int index = start;
        int child = 2 * index + 1;
        while (child < size) {
            if (child + 1 < size && isBefore(items[child + 1], times[child + 1], child)) {
                child++;
            }
            if (isBefore(item, time, child)) {
                break;
            }
            put(index, items[child], times[child]);
            index = child;
            child = 2 * index + 1;
        }
        put(index, item, time);
    }

    private void put(final int index, final Timed item, final long time) {
        items[index] = item;
        times[index] = time;
        item.heapIndex(index);
    }

    private boolean isBefore(final Timed item, final long time, final int other) {
        if (time != times[other]) {
            return time < times[other];
        }
        final Timed otherItem = items[other];
        return item.timedId() != otherItem.timedId()
                ? item.timedId() < otherItem.timedId()
                : item.timedSubId() < otherItem.timedSubId();
    }
}
