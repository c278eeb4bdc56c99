package io.unidatum.exchange.engine;

import java.util.ArrayList;
import java.util.List;

/** Ids of all deposits ever credited: an open-addressed set of four words each. The id of all zeros is never in it. */
final class DepositRegistry {
    private static final int WORDS = 4;
    private static final int INITIAL_SLOTS = 1024;

    private long[] table = new long[INITIAL_SLOTS * WORDS];
    private int size;

    boolean isFull() {
        return size >= EngineLimits.MAX_DEPOSITS;
    }

    boolean contains(final long w0, final long w1, final long w2, final long w3) {
        return !isFree(find(w0, w1, w2, w3));
    }

    void add(final long w0, final long w1, final long w2, final long w3) {
        if (2 * size >= table.length / WORDS) {
            grow();
        }
        put(find(w0, w1, w2, w3), w0, w1, w2, w3);
        size++;
    }

    /** All ids, ascending by unsigned words from the first on, in a new list of arrays of four. */
    List<long[]> sorted() {
        final List<long[]> ids = new ArrayList<>(size);
        for (int i = 0; i < table.length; i += WORDS) {
            if (!isFree(i)) {
                ids.add(new long[] {table[i], table[i + 1], table[i + 2], table[i + 3]});
            }
        }
        ids.sort(DepositRegistry::compare);
        return ids;
    }

    private static int compare(final long[] a, final long[] b) {
        for (int i = 0; i < WORDS; i++) {
            final int result = Long.compareUnsigned(a[i], b[i]);
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    /** Index of the id, or of the free slot where it belongs. */
    private int find(final long w0, final long w1, final long w2, final long w3) {
        final int mask = table.length / WORDS - 1;
        int slot = Hashing.mix(w0, w1, w2, w3) & mask;
        while (true) {
            final int i = slot * WORDS;
            if (isFree(i) || table[i] == w0 && table[i + 1] == w1 && table[i + 2] == w2 && table[i + 3] == w3) {
                return i;
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean isFree(final int i) {
        return (table[i] | table[i + 1] | table[i + 2] | table[i + 3]) == 0;
    }

    private void put(final int i, final long w0, final long w1, final long w2, final long w3) {
        table[i] = w0;
        table[i + 1] = w1;
        table[i + 2] = w2;
        table[i + 3] = w3;
    }

    private void grow() {
        final long[] old = table;
        table = new long[old.length * 2];
        for (int i = 0; i < old.length; i += WORDS) {
            if ((old[i] | old[i + 1] | old[i + 2] | old[i + 3]) != 0) {
                put(find(old[i], old[i + 1], old[i + 2], old[i + 3]), old[i], old[i + 1], old[i + 2], old[i + 3]);
            }
        }
    }
}
