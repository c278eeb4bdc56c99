package io.unidatum.exchange.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A book as the public interfaces tell it: snapshots, and changed levels with quantity 0 for those that are gone. Not
 * thread safe.
 */
public final class PublicBook {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long sequence;

    /** Constructs an empty book. */
    public PublicBook() {}

    /**
     * Takes in a message of the channel {@code orderbook}, or a REST answer into an empty book.
     *
     * @param message of it.
     */
    public void apply(final JsonNode message) {
        if (message.path("snapshot").asBoolean(false)) {
            bids.clear();
            asks.clear();
        }
        apply(bids, message.path("bids"));
        apply(asks, message.path("asks"));
        sequence = message.path("sequence").asLong();
    }

    /** Instrument sequence of the last message. {@return the sequence, 0 before the first one} */
    public long sequence() {
        return sequence;
    }

    /** Best prices. {@return both, with 8 decimals} */
    public TopOfBook top() {
        return new TopOfBook(BookLevel.bestOf(bids), BookLevel.bestOf(asks));
    }

    /** Buyers, best first. {@return quantity by price, both with 8 decimals} */
    public Map<Long, Long> bids() {
        return bids;
    }

    /** Sellers, best first. {@return quantity by price, both with 8 decimals} */
    public Map<Long, Long> asks() {
        return asks;
    }

    private static void apply(final Map<Long, Long> side, final JsonNode levels) {
        for (final JsonNode level : levels) {
            final long price = Decimal8.parse(level.get(0).asText());
            final long quantity = Decimal8.parse(level.get(1).asText());
            if (quantity == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }
}
