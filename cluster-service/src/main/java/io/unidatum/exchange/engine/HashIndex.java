package io.unidatum.exchange.engine;

/**
 * Finds numbers of records by their hashes. Open addressing at a load of at most a half, one word a number (its hash
 * above it), so that a look-up that finds nothing reads one cache line and no record. What equal hashes mean is for the
 * caller to say.
 */
final class HashIndex {
    static final int NONE = -1;
    private static final int INITIAL_CAPACITY = 1 << 12;
    private static final long LOW = 0xffff_ffffL;

    /** 0: empty; else the hash's low half, above the number + 1. */
    private long[] words = new long[INITIAL_CAPACITY];

    private int mask = INITIAL_CAPACITY - 1;
    private int size;

    int size() {
        return size;
    }

    /** The first place that may be meant. {@return NONE if there is none} */
    int first(final long hash) {
        return search((int) hash & mask, hash);
    }

    /** The next place that may be meant, after one that was not. {@return NONE if there is none} */
    int next(final int place, final long hash) {
        return search(place + 1 & mask, hash);
    }

    /** The number at a place. */
    int number(final int place) {
        return (int) words[place] - 1;
    }

    /** Reads where a search for a hash begins: see {@link Lookahead}. */
    long touch(final long hash) {
        return words[(int) hash & mask];
    }

    void add(final long hash, final int number) {
        if (++size > words.length >>> 1) {
            grow();
        }
        put(word(hash, number));
    }

    /** Takes out a number that is here under this hash. */
    void remove(final long hash, final int number) {
        int hole = place(hash, number);
        int place = hole;
        while (true) {
            place = place + 1 & mask;
            final long word = words[place];
            if (word == 0) {
                break;
            }
            // It may move into the hole unless that lies before the place where its search begins.
            final int home = (int) (word >>> Integer.SIZE) & mask;
            if ((place - home & mask) >= (place - hole & mask)) {
                words[hole] = word;
                hole = place;
            }
        }
        words[hole] = 0;
        size--;
    }

    /** Gives another number to what is here under this hash. */
    void replace(final long hash, final int number, final int by) {
        words[place(hash, number)] = word(hash, by);
    }

    private int search(final int start, final long hash) {
        final long[] table = words;
        int place = start;
        long word = table[place];
        while (word != 0) {
            if ((word >>> Integer.SIZE) == (hash & LOW)) {
                return place;
            }
            place = place + 1 & mask;
            word = table[place];
        }
        return NONE;
    }

    private int place(final long hash, final int number) {
        final long wanted = word(hash, number);
        int place = (int) hash & mask;
        while (words[place] != wanted) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void put(final long word) {
        int place = (int) (word >>> Integer.SIZE) & mask;
        while (words[place] != 0) {
            place = place + 1 & mask;
        }
        words[place] = word;
    }

    private void grow() {
        final long[] old = words;
        words = new long[old.length * 2];
        mask = words.length - 1;
        for (final long word : old) {
            if (word != 0) {
                put(word);
            }
        }
    }

    private static long word(final long hash, final int number) {
        return hash << Integer.SIZE | number + 1;
    }
}
