package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.RequestTable.NONE;
import static io.unidatum.exchange.engine.RequestTable.PAGE_RECORDS;

/**
 * Records by the tick in which they expire, each tick's in a list. A tick is 2<sup>20</sup> ns, a little over a
 * millisecond; the wheel turns round in 34 s, longer than a validUntil may lie ahead.
 */
final class RequestWheel {
    static final int TICK_SHIFT = 20;
    static final int TICKS = 1 << 15;

    private final RequestTable table;
    /** The page with a list's first record. */
    private final int[] firstPages = new int[TICKS];
    /** The page with its last record; it names the page before. */
    private final int[] lastPages = new int[TICKS];
    /** Records in a list. All its pages but the last are full. */
    private final int[] sizes = new int[TICKS];

    RequestWheel(final RequestTable table) {
        this.table = table;
    }

    static long tick(final long time) {
        return time >>> TICK_SHIFT;
    }

    static int slot(final long tick) {
        return (int) tick & TICKS - 1;
    }

    /** Room at the end of a list. {@return the record} */
    int append(final int slot) {
        final int inPage = sizes[slot]++ % PAGE_RECORDS;
        if (inPage == 0) {
            final boolean first = sizes[slot] == 1;
            lastPages[slot] = table.acquirePage(first ? NONE : lastPages[slot]);
            if (first) {
                firstPages[slot] = lastPages[slot];
            }
        }
        return lastPages[slot] * PAGE_RECORDS + inPage;
    }

    /** The last of a list that is not empty. */
    int last(final int slot) {
        return lastPages[slot] * PAGE_RECORDS + (sizes[slot] - 1) % PAGE_RECORDS;
    }

    /** Takes the last of a list away. */
    void removeLast(final int slot) {
        if (--sizes[slot] % PAGE_RECORDS == 0) {
            final int page = lastPages[slot];
            lastPages[slot] = table.nextPage(page);
            table.releasePages(page, page);
        }
    }

    /** Takes a whole list away. {@return how many it had} */
    int removeAll(final int slot) {
        final int size = sizes[slot];
        if (size != 0) {
            table.releasePages(lastPages[slot], firstPages[slot]);
            sizes[slot] = 0;
        }
        return size;
    }

    /** Copies a list, first record first. {@return the index behind it} */
    int copy(final int slot, final int[] records, final int index) {
        final int end = index + sizes[slot];
        int page = lastPages[slot];
        for (int at = end - 1; at >= index; at--) {
            final int inPage = (at - index) % PAGE_RECORDS;
            records[at] = page * PAGE_RECORDS + inPage;
            if (inPage == 0) {
                page = table.nextPage(page);
            }
        }
        return end;
    }
}
