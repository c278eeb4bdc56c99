package io.unidatum.exchange.book;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * The orders and levels of a {@link PooledOrderBook} as records of 32 bytes in one array, where a number says which:
 * half a cache line each, and nothing that a collector has to follow. What a cancel does not need stands in arrays
 * beside it: owners, and what only icebergs have.
 *
 * <p>A level's orders and the level itself form a ring, the level between the last order and the first, so that orders
 * are linked and unlinked without a branch, which a processor would have to guess while it waits for memory. Records
 * are handed out in pages: a level pool takes pages for levels, {@link IdPages} for orders. Number 0 is none.
 *
 * <p>Numbers come from here alone, so access is not checked: checks took a tenth of the time.
 *
 * <p>The array holds 67 million records; a book that needs more than that is out of memory.
 */
final class Records {
    static final int PAGE_BITS = 4;
    static final int PAGE = 1 << PAGE_BITS;

    private static final long BASE = UnsafeApi.arrayBaseOffset(byte[].class);
    /** Bytes of a record. */
    private static final int RECORD_BITS = 5;

    /** An order's id; a level's price. */
    private static final int ID = 0;
    /** What an order has left; a level's sum of that. */
    private static final int LEAVES = 8;

    private static final int PREVIOUS = 16;
    private static final int NEXT = 20;
    /** An order's level; a level's number of orders. */
    private static final int LEVEL = 24;

    /** An order's flags; the number of a level's leaf. */
    private static final int FLAGS = 28;

    private byte[] bytes = new byte[PAGE * 64 << RECORD_BITS];
    private long[] owners = new long[PAGE * 64];
    /** What icebergs show: of an order its display quantity; of a level 0. Null until there is one. */
    private long[] displays;
    /** What icebergs show now: of an order its visible quantity; of a level its hidden quantity. Null, too. */
    private long[] visibles;

    /** Page 0 is never used. */
    private int pages = 1;

    private int freeLevel;

    Records() {
        putLong(0, ID, 1);
    }

    /** A page of records that do not rest. {@return its number: that of its first record, divided by their number} */
    int newPage() {
        final int page = pages++;
        if (pages << PAGE_BITS > owners.length) {
            grow();
        }
        // An order without an id must not be the one with id 0; those of other places cannot be.
        putLong(page << PAGE_BITS, ID, 1);
        return page;
    }

    private void grow() {
        final int records = owners.length * 2;
        bytes = Arrays.copyOf(bytes, Math.toIntExact((long) records << RECORD_BITS));
        owners = Arrays.copyOf(owners, records);
        if (displays != null) {
            displays = Arrays.copyOf(displays, records);
            visibles = Arrays.copyOf(visibles, records);
        }
    }

    /** A level without orders. */
    int newLevel(final long price, final int leaf) {
        if (freeLevel == 0) {
            final int first = newPage() << PAGE_BITS;
            for (int level = first; level < first + PAGE; level++) {
                releaseLevel(level);
            }
        }
        final int level = freeLevel;
        freeLevel = next(level);
        putLong(level, ID, price);
        putLong(level, LEAVES, 0);
        putInt(level, PREVIOUS, level);
        putInt(level, NEXT, level);
        putInt(level, LEVEL, 0);
        putInt(level, FLAGS, leaf);
        return level;
    }

    /** A level that has no orders any more. */
    void releaseLevel(final int level) {
        putInt(level, NEXT, freeLevel);
        freeLevel = level;
    }

    /** What it was made with. */
    int leaf(final int level) {
        return getInt(level, FLAGS);
    }

    long price(final int level) {
        return getLong(level, ID);
    }

    /** Visible and hidden. */
    long total(final int level) {
        return getLong(level, LEAVES);
    }

    void addTotal(final int level, final long by) {
        putLong(level, LEAVES, getLong(level, LEAVES) + by);
    }

    int orderCount(final int level) {
        return getInt(level, LEVEL);
    }

    long hidden(final int level) {
        return visibles == null ? 0 : visibles[level];
    }

    /** Of a level with icebergs. */
    void addHidden(final int level, final long by) {
        visibles[level] += by;
    }

    /** Sets what does not change while an order rests. */
    void open(final int order, final long id, final long owner, final int flags) {
        putLong(order, ID, id);
        putInt(order, FLAGS, flags);
        owners[order] = owner;
    }

    /** Makes an order an iceberg, whose flags say so. */
    void iceberg(final int order, final long display, final long visible) {
        if (displays == null) {
            displays = new long[owners.length];
            visibles = new long[owners.length];
        }
        displays[order] = display;
        visibles[order] = visible;
    }

    long id(final int order) {
        return getLong(order, ID);
    }

    long owner(final int order) {
        return owners[order];
    }

    int flags(final int order) {
        return getInt(order, FLAGS);
    }

    long display(final int iceberg) {
        return displays[iceberg];
    }

    long visible(final int iceberg) {
        return visibles[iceberg];
    }

    void visible(final int iceberg, final long visible) {
        visibles[iceberg] = visible;
    }

    long leaves(final int order) {
        return getLong(order, LEAVES);
    }

    void leaves(final int order, final long leaves) {
        putLong(order, LEAVES, leaves);
    }

    /** Whether a record is the order with an id. */
    boolean isOrder(final int record, final long id) {
        return getLong(record, ID) == id;
    }

    /** An order is gone: no id that belongs to its place in the page finds it. */
    void close(final int order) {
        putLong(order, ID, getLong(order, ID) ^ 1);
    }

    int level(final int order) {
        return getInt(order, LEVEL);
    }

    /** The one behind it; of a level, its first order. The level itself is behind its last order. */
    int next(final int record) {
        return getInt(record, NEXT);
    }

    /** Puts an order at the back of a level, and adds what it has left to the level's total. */
    void append(final int order, final int level, final long leaves) {
        putInt(order, LEVEL, level);
        putLong(order, LEAVES, leaves);
        link(order, level);
        addTotal(level, leaves);
        putInt(level, LEVEL, getInt(level, LEVEL) + 1);
    }

    /** Puts an order of a level at its back. */
    void toBack(final int order, final int level) {
        unlink(order);
        link(order, level);
    }

    /** Takes an order with so much left out of its level. {@return whether it was the last} */
    boolean remove(final int order, final int level, final long leaves) {
        addTotal(level, -leaves);
        putInt(level, LEVEL, getInt(level, LEVEL) - 1);
        return unlink(order);
    }

    private void link(final int order, final int level) {
        final int last = getInt(level, PREVIOUS);
        putInt(order, PREVIOUS, last);
        putInt(order, NEXT, level);
        putInt(last, NEXT, order);
        putInt(level, PREVIOUS, order);
    }

    /** Returns whether it was the last, which is known from the order alone: both its neighbours are the level. */
    private boolean unlink(final int order) {
        final int before = getInt(order, PREVIOUS);
        final int after = getInt(order, NEXT);
        putInt(before, NEXT, after);
        putInt(after, PREVIOUS, before);
        return before == after;
    }

    private long getLong(final int record, final int field) {
        return UnsafeApi.getLong(bytes, address(record, field));
    }

    private void putLong(final int record, final int field, final long value) {
        UnsafeApi.putLong(bytes, address(record, field), value);
    }

    private int getInt(final int record, final int field) {
        return UnsafeApi.getInt(bytes, address(record, field));
    }

    private void putInt(final int record, final int field, final int value) {
        UnsafeApi.putInt(bytes, address(record, field), value);
    }

    private static long address(final int record, final int field) {
        return BASE + field + ((long) record << RECORD_BITS);
    }
}
