package io.unidatum.exchange.cli.rest;

import io.unidatum.exchange.protocol.Decimal8;
import java.util.Map;
import java.util.TreeMap;

/**
 * A price level.
 *
 * @param price with 8 decimals; 0 if there is none.
 * @param quantity with 8 decimals; 0 if there is none.
 */
public record BookLevel(long price, long quantity) {
    /** No level. */
    public static final BookLevel NONE = new BookLevel(0, 0);

    /**
     * The best level of a side.
     *
     * @param side quantity by price, best first.
     * @return its first level, or {@link #NONE}.
     */
    public static BookLevel bestOf(final TreeMap<Long, Long> side) {
        final Map.Entry<Long, Long> best = side.firstEntry();
        return best == null ? NONE : new BookLevel(best.getKey(), best.getValue());
    }

    @Override
    public String toString() {
        return quantity == 0 ? "-" : Decimal8.format(quantity) + "@" + Decimal8.format(price);
    }
}
