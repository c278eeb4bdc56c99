package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.RequestTable.NONE;
import static io.unidatum.exchange.engine.RequestTable.PAGE_RECORDS;

import java.util.Arrays;

/**
 * Records by the tick in which they expire, each tick's in a list. A tick is 2<sup>20</sup> ns, a little over a
 * millisecond; the wheel turns round in 34 s, longer than a validUntil may lie ahead.
 */
final class RequestWheel {
    static final int TICK_SHIFT = 20;
    static final int TICKS = 1 << 15;

    private final RequestTable table;
    /** The page with the list's last record; it names the page before. */
    private final int[] lastPages = new int[TICKS];
    /** Records in that page. */
    private final byte[] counts = new byte[TICKS];

    RequestWheel(final RequestTable table) {
        this.table = table;
        Arrays.fill(lastPages, NONE);
    }

    static long tick(final long time) {
        return time >>> TICK_SHIFT;
    }

    static int slot(final long tick) {
        return (int) tick & TICKS - 1;
    }

    /** Room at the end of a list. {@return the record} */
    int append(final int slot) {
        if (lastPages[slot] == NONE || counts[slot] == PAGE_RECORDS) {
            lastPages[slot] = table.acquirePage(lastPages[slot]);
            counts[slot] = 0;
        }
        return lastPages[slot] * PAGE_RECORDS + counts[slot]++;
    }

    /** The last of a list. {@return NONE if it is empty} */
    int last(final int slot) {
        return lastPages[slot] == NONE ? NONE : lastPages[slot] * PAGE_RECORDS + counts[slot] - 1;
    }

    /** Takes the last of a list away. */
    void removeLast(final int slot) {
        final int page = lastPages[slot];
        if (--counts[slot] == 0) {
            lastPages[slot] = table.nextPage(page);
            counts[slot] = PAGE_RECORDS;
            table.releasePage(page);
        }
    }

    /** Copies a list, first record first. {@return the index behind it} */
    int copy(final int slot, final int[] records, final int index) {
        int size = 0;
        for (int page = lastPages[slot]; page != NONE; page = table.nextPage(page)) {
            size += page == lastPages[slot] ? counts[slot] : PAGE_RECORDS;
        }
        int at = index + size;
        for (int page = lastPages[slot]; page != NONE; page = table.nextPage(page)) {
            for (int i = (page == lastPages[slot] ? counts[slot] : PAGE_RECORDS) - 1; i >= 0; i--) {
                records[--at] = page * PAGE_RECORDS + i;
            }
        }
        return index + size;
    }
}
