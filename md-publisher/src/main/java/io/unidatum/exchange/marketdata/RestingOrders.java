package io.unidatum.exchange.marketdata;

import org.agrona.collections.Long2LongHashMap;

/**
 * Where each order stands in the books and how much of it is displayed. Trades of an auction name neither, and an
 * iceberg's fills there can be larger than what it displays. Steady state does not allocate. Not thread safe.
 */
final class RestingOrders {
    private static final long NOT_THERE = 0;

    private final Long2LongHashMap prices = new Long2LongHashMap(NOT_THERE);
    private final Long2LongHashMap displayed = new Long2LongHashMap(NOT_THERE);

    /** Orders there are. */
    int size() {
        return displayed.size();
    }

    /** Limit price of an order that is displayed. */
    long price(final long orderId) {
        return prices.get(orderId);
    }

    /** Displayed quantity of an order; 0 if none of it is in a book. */
    long displayed(final long orderId) {
        return displayed.get(orderId);
    }

    /**
     * An order, or an iceberg's next part, is displayed from now on.
     *
     * @throws IllegalStateException if it was already, or nothing of it is.
     */
    void join(final long orderId, final long price, final long quantity) {
        if (price <= 0 || quantity <= 0 || displayed.put(orderId, quantity) != NOT_THERE) {
            throw new IllegalStateException("the journal's events do not fit the book: order " + orderId
                    + " joins it a second time, or with nothing");
        }
        prices.put(orderId, price);
    }

    /** Sets what is displayed of an order from now on; with 0 it is out of the book. */
    void change(final long orderId, final long quantity) {
        if (quantity == 0) {
            prices.remove(orderId);
            displayed.remove(orderId);
        } else {
            displayed.put(orderId, quantity);
        }
    }
}
