package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.sbe.common.Side;
import java.util.Arrays;

/**
 * One side of an aggregated book: price levels in three parallel arrays, the best one last, since most change happens
 * near the best price. Steady state does not allocate. Not thread safe.
 */
final class BookSide {
    private static final int INITIAL_CAPACITY = 64;

    private final int sign;
    private long[] keys = new long[INITIAL_CAPACITY];
    private long[] quantities = new long[INITIAL_CAPACITY];
    private int[] orderCounts = new int[INITIAL_CAPACITY];
    private int size;

    BookSide(final Side side) {
        sign = side == Side.BUY ? 1 : -1;
    }

    /** Levels there are. */
    int size() {
        return size;
    }

    /** Price of the level that is {@code depth} levels behind the best one. */
    long price(final int depth) {
        return sign * keys[size - 1 - depth];
    }

    /** Total open quantity of the level that is {@code depth} levels behind the best one. */
    long quantity(final int depth) {
        return quantities[size - 1 - depth];
    }

    /** Orders on the level that is {@code depth} levels behind the best one. */
    int orderCount(final int depth) {
        return orderCounts[size - 1 - depth];
    }

    /** How many levels the price's level is behind the best one; negative if there is no such level. */
    int depthOf(final long price) {
        final int index = Arrays.binarySearch(keys, 0, size, sign * price);
        return index < 0 ? -1 : size - 1 - index;
    }

    /**
     * Changes a level, which appears with its first order and goes with its last.
     *
     * @param price of the level.
     * @param quantityChange to its total open quantity.
     * @param orderChange to its number of orders.
     * @throws IllegalStateException if an order or a quantity is taken that was not there.
     */
    void change(final long price, final long quantityChange, final int orderChange) {
        final long key = sign * price;
        final int found = Arrays.binarySearch(keys, 0, size, key);
        final int index = found < 0 ? -found - 1 : found;
        final long quantity = (found < 0 ? 0 : quantities[index]) + quantityChange;
        final int orderCount = (found < 0 ? 0 : orderCounts[index]) + orderChange;
        if (quantity < 0 || orderCount < 0 || (quantity == 0) != (orderCount == 0)) {
            throw new IllegalStateException("the journal's events do not fit the book: level " + price + " would have "
                    + orderCount + " orders with a quantity of " + quantity);
        }
        if (orderCount == 0) {
            if (found >= 0) {
                remove(index);
            }
            return;
        }
        if (found < 0) {
            insert(index, key);
        }
        quantities[index] = quantity;
        orderCounts[index] = orderCount;
    }

    private void insert(final int index, final long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            quantities = Arrays.copyOf(quantities, 2 * size);
            orderCounts = Arrays.copyOf(orderCounts, 2 * size);
        }
        final int moved = size - index;
        System.arraycopy(keys, index, keys, index + 1, moved);
        System.arraycopy(quantities, index, quantities, index + 1, moved);
        System.arraycopy(orderCounts, index, orderCounts, index + 1, moved);
        keys[index] = key;
        size++;
    }

    private void remove(final int index) {
        final int moved = size - index - 1;
        System.arraycopy(keys, index + 1, keys, index, moved);
        System.arraycopy(quantities, index + 1, quantities, index, moved);
        System.arraycopy(orderCounts, index + 1, orderCounts, index, moved);
        size--;
    }
}
