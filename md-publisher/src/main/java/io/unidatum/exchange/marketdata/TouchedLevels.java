package io.unidatum.exchange.marketdata;

import org.agrona.collections.LongArrayList;
import org.agrona.collections.LongHashSet;

/** Prices of one side whose level has changed, each once, in the order of their first change. Not thread safe. */
final class TouchedLevels {
    private final LongArrayList prices = new LongArrayList();
    private final LongHashSet seen = new LongHashSet();

    void add(final long price) {
        if (seen.add(price)) {
            prices.addLong(price);
        }
    }

    int size() {
        return prices.size();
    }

    long price(final int index) {
        return prices.getLong(index);
    }

    void clear() {
        prices.clear();
        seen.clear();
    }
}
