package io.unidatum.exchange.engine.model;

/** The lowest and the highest price of an execution's trades. */
final class ModelPrices {
    long low;
    long high;

    void add(final long price) {
        low = low == 0 ? price : Math.min(low, price);
        high = Math.max(high, price);
    }

    boolean hasTraded() {
        return high != 0;
    }
}
