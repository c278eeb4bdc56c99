package io.unidatum.exchange.book;

import java.util.Arrays;

/**
 * Which record of a {@link PooledOrderBook} an order id has. Records come in pages of ids that follow each other: the
 * id's lowest bits are the place in the page, and the page is found by the others in a hash table whose buckets are
 * linked through the pages. So the table is small enough to stay in a cache, orders that came together lie together,
 * and nothing that only looks an order up reads more than the table and the order. A page is given back once none of
 * its ids is used.
 *
 * <p>Ids that count upwards use pages fully; of ids that are far apart each has a page of its own.
 */
final class IdPages {
    private static final int INITIAL_CAPACITY = 1024;
    /** Pages of one block have buckets side by side. */
    private static final int BLOCK_BITS = 8;

    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;
    private static final int PAGE_MASK = Records.PAGE - 1;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final Records records;
    private int[] buckets = new int[INITIAL_CAPACITY];
    private int shift = shiftFor(INITIAL_CAPACITY);
    private int pages;
    private int freePage;
    private int lastPage;
    private int size;

    /** By page: ids without their lowest bits, the next page in the bucket or on the free list, ids in use. */
    private long[] keys = new long[INITIAL_CAPACITY];

    private int[] nextPages = new int[INITIAL_CAPACITY];
    private byte[] used = new byte[INITIAL_CAPACITY];

    IdPages(final Records records) {
        this.records = records;
    }

    /** Ids in use. */
    int size() {
        return size;
    }

    /** The record of an order. {@return 0 if there is none} */
    int find(final long id) {
        final int page = buckets[bucket(id >>> Records.PAGE_BITS)];
        final int record = record(page, id);
        // Most likely; and no order is in page 0.
        return records.isOrder(record, id) ? record : findBehind(page, id);
    }

    private int findBehind(final int first, final long id) {
        for (int page = nextPages[first]; page != 0; page = nextPages[page]) {
            final int record = record(page, id);
            if (records.isOrder(record, id)) {
                return record;
            }
        }
        return 0;
    }

    /** Whether an order has an id: as {@link #find}, for ids that most likely are free. */
    boolean contains(final long id) {
        return records.isOrder(record(page(id >>> Records.PAGE_BITS), id), id);
    }

    /** Takes an id that is not in use. {@return its record} */
    int acquire(final long id) {
        final long key = id >>> Records.PAGE_BITS;
        int page = page(key);
        if (page == 0) {
            page = addPage(key);
        }
        used[page]++;
        size++;
        return record(page, id);
    }

    /** Gives the id of an order back. */
    void release(final int record) {
        final int page = record >>> Records.PAGE_BITS;
        size--;
        records.close(record);
        if (--used[page] == 0) {
            removePage(page);
        }
    }

    private static int record(final int page, final long id) {
        return (page << Records.PAGE_BITS) + ((int) id & PAGE_MASK);
    }

    /** Ids count upwards, and a new one is looked for before it is taken: it mostly is the same page again. */
    private int page(final long key) {
        final int last = lastPage;
        return keys[last] == key && used[last] != 0 ? last : search(key);
    }

    private int search(final long key) {
        int page = buckets[bucket(key)];
        while (page != 0 && keys[page] != key) {
            page = nextPages[page];
        }
        lastPage = page;
        return page;
    }

    private int addPage(final long key) {
        if (pages == buckets.length >> 2) {
            grow();
        }
        pages++;
        int page = freePage;
        if (page == 0) {
            page = records.newPage();
            reserve(page);
        } else {
            freePage = nextPages[page];
        }
        keys[page] = key;
        lastPage = page;
        link(page);
        return page;
    }

    private void removePage(final int page) {
        final int bucket = bucket(keys[page]);
        int before = buckets[bucket];
        if (before == page) {
            buckets[bucket] = nextPages[page];
        } else {
            while (nextPages[before] != page) {
                before = nextPages[before];
            }
            nextPages[before] = nextPages[page];
        }
        nextPages[page] = freePage;
        freePage = page;
        pages--;
    }

    private void link(final int page) {
        final int bucket = bucket(keys[page]);
        nextPages[page] = buckets[bucket];
        buckets[bucket] = page;
    }

    private void grow() {
        final int[] old = buckets;
        buckets = new int[old.length * 2];
        shift = shiftFor(buckets.length);
        for (final int first : old) {
            int page = first;
            while (page != 0) {
                final int next = nextPages[page];
                link(page);
                page = next;
            }
        }
    }

    private void reserve(final int page) {
        if (page >= keys.length) {
            final int length = keys.length * 2;
            keys = Arrays.copyOf(keys, length);
            nextPages = Arrays.copyOf(nextPages, length);
            used = Arrays.copyOf(used, length);
        }
    }

    /**
     * Blocks are scattered by the golden ratio, which spreads consecutive numbers evenly. Its lower bits stir those of
     * the key, so that ids whose last bits are all the same are scattered, too.
     */
    private int bucket(final long key) {
        final int block = (int) ((key >>> BLOCK_BITS) * GOLDEN_RATIO >>> shift);
        return block ^ (int) key & BLOCK_MASK;
    }

    private static int shiftFor(final int capacity) {
        return Long.SIZE - Integer.numberOfTrailingZeros(capacity);
    }
}
