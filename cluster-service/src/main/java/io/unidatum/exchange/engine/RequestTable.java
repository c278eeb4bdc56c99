package io.unidatum.exchange.engine;

import java.util.Arrays;

/**
 * Fixed-size records of remembered requests in large arrays of longs: no object a record, nothing for the collector to
 * walk. Records live in pages of {@value #PAGE_RECORDS}, and pages are chained, so that requests which expire together
 * lie together. This class knows the layout alone; {@link RequestStore} knows what the records mean.
 */
final class RequestTable {
    static final int NONE = -1;
    static final int PAGE_RECORDS = 8;
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

    private static final int RECORD_BITS = 4;
    private static final int RECORD_WORDS = 1 << RECORD_BITS;
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_RECORDS = 1 << CHUNK_BITS;
    private static final int CHUNK_PAGES = CHUNK_RECORDS / PAGE_RECORDS;

    private long[][] chunks = new long[0][];
    private int[] nextPages = new int[0];
    private int freePages = NONE;
    private int pages;

    long get(final int record, final int field) {
        return chunks[record >>> CHUNK_BITS][((record & CHUNK_RECORDS - 1) << RECORD_BITS) + field];
    }

    void set(final int record, final int field, final long value) {
        chunks[record >>> CHUNK_BITS][((record & CHUNK_RECORDS - 1) << RECORD_BITS) + field] = value;
    }

    void copy(final int from, final int to) {
        System.arraycopy(
                chunks[from >>> CHUNK_BITS],
                (from & CHUNK_RECORDS - 1) << RECORD_BITS,
                chunks[to >>> CHUNK_BITS],
                (to & CHUNK_RECORDS - 1) << RECORD_BITS,
                RECORD_WORDS);
    }

    /** Takes a page for records; its first is the page times {@link #PAGE_RECORDS}. */
    int acquirePage(final int next) {
        int page = freePages;
        if (page == NONE) {
            if (pages == nextPages.length) {
                chunks = Arrays.copyOf(chunks, chunks.length + 1);
                chunks[chunks.length - 1] = new long[CHUNK_RECORDS * RECORD_WORDS];
                nextPages = Arrays.copyOf(nextPages, pages + CHUNK_PAGES);
            }
            page = pages++;
        } else {
            freePages = nextPages[page];
        }
        nextPages[page] = next;
        return page;
    }

    /** The page that was named when this one was taken. */
    int nextPage(final int page) {
        return nextPages[page];
    }

    /** Gives back a chain of pages, from the one that was taken last to the one that was taken first. */
    void releasePages(final int last, final int first) {
        nextPages[first] = freePages;
        freePages = last;
    }
}
