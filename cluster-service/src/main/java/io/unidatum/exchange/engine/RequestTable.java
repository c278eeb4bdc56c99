package io.unidatum.exchange.engine;

import java.util.Arrays;

/**
 * Fixed-size records of remembered requests in pages of longs: no object a record, nothing for the collector to walk.
 * Records are found by request id and chained by the second in which they expire. This class knows the layout alone;
 * {@link RequestStore} knows what the records mean.
 */
final class RequestTable {
    static final int NONE = -1;
    static final int REQUEST_ID_HIGH = 0;
    static final int REQUEST_ID_LOW = 1;
    static final int CONTENT_HASH = 2;
    static final int VALID_UNTIL = 3;
    static final int ACCOUNT = 4;
    static final int CODES = 5;
    static final int ORDER_ID = 6;
    static final int FILLED_QUANTITY = 7;
    static final int LEAVES_QUANTITY = 8;
    static final int FILLED_NOTIONAL = 9;
    static final int FEE = 10;
    static final int FIRST_SEQUENCE = 11;
    static final int LAST_SEQUENCE = 12;
    static final int TIME = 13;
    private static final int NEXT_IN_CHAIN = 14;
    private static final int LINKS = 15;

    private static final int RECORD_BITS = 4;
    private static final int PAGE_BITS = 12;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int INITIAL_CHAINS = 1 << 12;

    private long[][] pages = new long[0][];
    private int[] chains = newChains(INITIAL_CHAINS);
    private int free = NONE;
    private int allocated;
    private int size;

    int size() {
        return size;
    }

    long get(final int record, final int field) {
        return pages[record >>> PAGE_BITS][((record & PAGE_MASK) << RECORD_BITS) + field];
    }

    void set(final int record, final int field, final long value) {
        pages[record >>> PAGE_BITS][((record & PAGE_MASK) << RECORD_BITS) + field] = value;
    }

    int find(final long idHigh, final long idLow) {
        int record = chains[chain(idHigh, idLow)];
        while (record != NONE && (get(record, REQUEST_ID_LOW) != idLow || get(record, REQUEST_ID_HIGH) != idHigh)) {
            record = (int) get(record, NEXT_IN_CHAIN);
        }
        return record;
    }

    /** Adds a record for an id that is not there. */
    int add(final long idHigh, final long idLow) {
        if (size >= chains.length) {
            growChains();
        }
        final int record = acquire();
        set(record, REQUEST_ID_HIGH, idHigh);
        set(record, REQUEST_ID_LOW, idLow);
        link(record);
        size++;
        return record;
    }

    void remove(final int record) {
        final int chain = chain(get(record, REQUEST_ID_HIGH), get(record, REQUEST_ID_LOW));
        final long next = get(record, NEXT_IN_CHAIN);
        if (chains[chain] == record) {
            chains[chain] = (int) next;
        } else {
            int before = chains[chain];
            while (get(before, NEXT_IN_CHAIN) != record) {
                before = (int) get(before, NEXT_IN_CHAIN);
            }
            set(before, NEXT_IN_CHAIN, next);
        }
        set(record, NEXT_IN_CHAIN, free);
        free = record;
        size--;
    }

    int nextInSecond(final int record) {
        return (int) get(record, LINKS);
    }

    int previousInSecond(final int record) {
        return (int) (get(record, LINKS) >> Integer.SIZE);
    }

    void linkInSecond(final int record, final int previous, final int next) {
        set(record, LINKS, ((long) previous << Integer.SIZE) | (next & 0xffff_ffffL));
    }

    private int acquire() {
        if (free == NONE) {
            if (allocated >>> PAGE_BITS == pages.length) {
                pages = Arrays.copyOf(pages, pages.length + 1);
                pages[pages.length - 1] = new long[1 << (PAGE_BITS + RECORD_BITS)];
            }
            return allocated++;
        }
        final int record = free;
        free = (int) get(record, NEXT_IN_CHAIN);
        return record;
    }

    private void link(final int record) {
        final int chain = chain(get(record, REQUEST_ID_HIGH), get(record, REQUEST_ID_LOW));
        set(record, NEXT_IN_CHAIN, chains[chain]);
        chains[chain] = record;
    }

    private void growChains() {
        final int[] old = chains;
        chains = newChains(old.length * 2);
        for (final int head : old) {
            int record = head;
            while (record != NONE) {
                final int next = (int) get(record, NEXT_IN_CHAIN);
                link(record);
                record = next;
            }
        }
    }

    private int chain(final long idHigh, final long idLow) {
        return Hashing.mix(idHigh, idLow, 0, 0) & (chains.length - 1);
    }

    private static int[] newChains(final int count) {
        final int[] chains = new int[count];
        Arrays.fill(chains, NONE);
        return chains;
    }
}
