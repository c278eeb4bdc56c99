package io.unidatum.exchange.engine;

import java.util.Arrays;

/**
 * Finds records of requests by their ids. The table is made of lines of eight words: seven for records, and the tick
 * until which some record that belongs here stands in the next line for want of room. A record's word holds a part of
 * its hash, the tick in which it expires and its number. So nothing needs to be taken out when a tick has passed: what
 * has expired is room for others, and forgetting a tick's requests costs nothing here.
 */
final class RequestIndex {
    static final int NONE = -1;
    private static final int LINE_SHIFT = 3;
    private static final int LINE_WORDS = 1 << LINE_SHIFT;
    private static final int INITIAL_LINES = 1 << 9;
    /** Records a line on average, before the table grows. */
    private static final int MEAN_RECORDS = 4;

    private static final int NUMBER_BITS = 24;
    private static final int TICK_BITS = 28;
    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
    private static final long TICK_MASK = (1L << TICK_BITS) - 1;
    private static final long HASH_MASK = -1L << NUMBER_BITS + TICK_BITS;

    private final RequestTable table;
    private long[] words = new long[INITIAL_LINES * LINE_WORDS];
    private int lineMask = INITIAL_LINES - 1;
    private int sweptLine;

    RequestIndex(final RequestTable table) {
        this.table = table;
    }

    /** Finds a request that is remembered in this tick. {@return its record's number, or NONE} */
    int find(final long hash, final long idHigh, final long idLow, final long currentTick) {
        final long[] lines = words;
        int line = (int) hash & lineMask;
        while (true) {
            final int start = line << LINE_SHIFT;
            for (int i = start + 1; i < start + LINE_WORDS; i++) {
                if (((lines[i] ^ hash) & HASH_MASK) == 0 && isRecord(lines[i], idHigh, idLow, currentTick)) {
                    return (int) (lines[i] & NUMBER_MASK);
                }
            }
            if (lines[start] < currentTick) {
                return NONE;
            }
            line = line + 1 & lineMask;
        }
    }

    /** Reads the line that a hash belongs to: see {@link Lookahead}. */
    long touch(final long hash) {
        final int start = ((int) hash & lineMask) << LINE_SHIFT;
        return words[start] + words[start + LINE_WORDS - 1];
    }

    /** Adds a record that is not there. */
    void add(final long hash, final int number, final long tick, final long currentTick) {
        final long word = hash & HASH_MASK | (tick & TICK_MASK) << NUMBER_BITS | number;
        int line = (int) hash & lineMask;
        while (true) {
            final int start = line << LINE_SHIFT;
            for (int i = start + 1; i < start + LINE_WORDS; i++) {
                if (isRoom(words[i], currentTick)) {
                    words[i] = word;
                    return;
                }
            }
            words[start] = Math.max(words[start], tick);
            line = line + 1 & lineMask;
        }
    }

    /** Takes out a record that is there. */
    void remove(final long hash, final int number) {
        int line = (int) hash & lineMask;
        while (true) {
            final int start = line << LINE_SHIFT;
            for (int i = start + 1; i < start + LINE_WORDS; i++) {
                if (((words[i] ^ hash) & HASH_MASK) == 0 && (words[i] & NUMBER_MASK) == number && words[i] != 0) {
                    words[i] = 0;
                    return;
                }
            }
            line = line + 1 & lineMask;
        }
    }

    /**
     * Empties what has expired of one line, each time of the next: long before its tick, of which only the low bits are
     * kept, would seem to be ahead again.
     */
    void sweep(final long currentTick) {
        final int start = sweptLine << LINE_SHIFT;
        for (int i = start + 1; i < start + LINE_WORDS; i++) {
            if (isRoom(words[i], currentTick)) {
                words[i] = 0;
            }
        }
        sweptLine = sweptLine + 1 & lineMask;
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(words, 0);
    }

    /** Whether the table should grow before it takes so many records. */
    boolean isSmallFor(final int records) {
        return records > (lineMask + 1) * MEAN_RECORDS;
    }

    /** Forgets all and has more room; what is remembered is to be added again. */
    void grow() {
        words = new long[words.length * 2];
        lineMask = words.length / LINE_WORDS - 1;
        sweptLine = 0;
    }

    /** The record itself says whether it is still remembered: its word may be as old as the table. */
    private boolean isRecord(final long word, final long idHigh, final long idLow, final long currentTick) {
        final int number = (int) (word & NUMBER_MASK);
        return word != 0
                && table.get(number, RequestTable.REQUEST_ID_LOW) == idLow
                && table.get(number, RequestTable.REQUEST_ID_HIGH) == idHigh
                && RequestWheel.tick(table.get(number, RequestTable.VALID_UNTIL)) >= currentTick;
    }

    private static boolean isRoom(final long word, final long currentTick) {
        // No tick is further ahead than the wheel is long, so what seems to be has passed.
        return word == 0 || ((word >>> NUMBER_BITS) - currentTick & TICK_MASK) > RequestWheel.TICKS;
    }
}
