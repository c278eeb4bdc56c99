package io.unidatum.exchange.engine;

/**
 * Where the journal was at some times, oldest first: they tell which part of it is older than the margin of retention.
 * A fixed number of places.
 */
final class JournalCheckpoints {
    private static final long MIN_INTERVAL_NS = 1_000_000_000L;
    private static final int INTERVALS_A_MARGIN = 128;
    private static final int NONE = -1;

    private final long[] times = new long[EngineLimits.MAX_JOURNAL_CHECKPOINTS];
    private final long[] sequences = new long[EngineLimits.MAX_JOURNAL_CHECKPOINTS];
    private final long[] positions = new long[EngineLimits.MAX_JOURNAL_CHECKPOINTS];
    private int size;

    int size() {
        return size;
    }

    long time(final int index) {
        return times[index];
    }

    long sequence(final int index) {
        return sequences[index];
    }

    long position(final int index) {
        return positions[index];
    }

    /** Whether the newest is so old that another one is wanted. */
    boolean isDue(final long now, final long marginNs) {
        return size == 0 || now - times[size - 1] >= Math.max(MIN_INTERVAL_NS, marginNs / INTERVALS_A_MARGIN);
    }

    /** Adds the newest. If there is no room, the oldest but one makes it. */
    void add(final long time, final long sequence, final long position) {
        if (size == times.length) {
            remove(1, 2);
        }
        times[size] = time;
        sequences[size] = sequence;
        positions[size] = position;
        size++;
    }

    /** The newest that is not younger than a time. {@return its index; -1 if there is none} */
    int newestUpTo(final long time) {
        for (int i = size - 1; i >= 0; i--) {
            if (times[i] <= time) {
                return i;
            }
        }
        return NONE;
    }

    /** Drops those below a sequence but the newest of them. */
    void dropBelow(final long sequence) {
        int below = 0;
        while (below < size && sequences[below] < sequence) {
            below++;
        }
        if (below > 1) {
            remove(0, below - 1);
        }
    }

    private void remove(final int from, final int to) {
        final int moved = size - to;
        System.arraycopy(times, to, times, from, moved);
        System.arraycopy(sequences, to, sequences, from, moved);
        System.arraycopy(positions, to, positions, from, moved);
        size -= to - from;
    }
}
