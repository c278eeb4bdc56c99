package io.unidatum.exchange.book;

/**
 * The orders of a {@link PooledOrderBook} by their ids: a hash table whose buckets are linked through the orders, so
 * that nothing is stored twice and taking one out moves no other. Ids that count upwards share cache lines, and hardly
 * ever a bucket.
 */
final class OrderIndex {
    private static final int INITIAL_CAPACITY = 1024;
    /** Ids of one block lie side by side. */
    private static final int BLOCK_BITS = 10;

    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private PooledOrder[] buckets = new PooledOrder[INITIAL_CAPACITY];
    private int shift = shiftFor(INITIAL_CAPACITY);
    private int size;

    int size() {
        return size;
    }

    /** {@return null if there is none} */
    PooledOrder get(final long id) {
        PooledOrder order = buckets[bucket(id)];
        while (order != null && order.id != id) {
            order = order.nextInBucket;
        }
        return order;
    }

    /** Adds an order whose id is not there. */
    void add(final PooledOrder order) {
        if (size == buckets.length >> 2) {
            grow();
        }
        size++;
        order.indexed = true;
        link(order);
    }

    /** Takes out an order that is there. */
    void remove(final PooledOrder order) {
        final int bucket = bucket(order.id);
        final PooledOrder first = buckets[bucket];
        if (first == order) {
            buckets[bucket] = order.nextInBucket;
        } else {
            PooledOrder before = first;
            while (before.nextInBucket != order) {
                before = before.nextInBucket;
            }
            before.nextInBucket = order.nextInBucket;
        }
        order.nextInBucket = null;
        order.indexed = false;
        size--;
    }

    private void link(final PooledOrder order) {
        final int bucket = bucket(order.id);
        order.nextInBucket = buckets[bucket];
        buckets[bucket] = order;
    }

    private void grow() {
        final PooledOrder[] old = buckets;
        buckets = new PooledOrder[old.length * 2];
        shift = shiftFor(buckets.length);
        for (final PooledOrder first : old) {
            PooledOrder order = first;
            while (order != null) {
                final PooledOrder next = order.nextInBucket;
                link(order);
                order = next;
            }
        }
    }

    /**
     * Blocks are scattered by the golden ratio, which spreads consecutive numbers evenly. Its lower bits stir those of
     * the id, so that ids whose last bits are all the same are scattered, too.
     */
    private int bucket(final long id) {
        final int block = (int) ((id >>> BLOCK_BITS) * GOLDEN_RATIO >>> shift);
        return block ^ (int) id & BLOCK_MASK;
    }

    private static int shiftFor(final int capacity) {
        return Long.SIZE - Integer.numberOfTrailingZeros(capacity);
    }
}
