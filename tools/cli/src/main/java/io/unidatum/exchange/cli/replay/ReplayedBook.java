package io.unidatum.exchange.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.rest.BookLevel;
import io.unidatum.exchange.cli.rest.TopOfBook;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The book as the exchange's own answers tell it: each says what was filled, what rests, what was cancelled. It also
 * counts the book events, so that it can be held against published market data of the same instrument sequence. Not
 * thread safe.
 */
final class ReplayedBook {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long sequence;

    ReplayedBook(final long instrumentSequence) {
        sequence = instrumentSequence;
    }

    /** Instrument sequence after the last answer. */
    long sequence() {
        return sequence;
    }

    TopOfBook top() {
        return new TopOfBook(BookLevel.bestOf(bids), BookLevel.bestOf(asks));
    }

    Map<Long, Long> bids() {
        return bids;
    }

    Map<Long, Long> asks() {
        return asks;
    }

    /**
     * An order was accepted: it has traded, and may rest.
     *
     * @param buy its side.
     * @param price its limit.
     * @param quantity in total.
     * @param order as answered.
     */
    void onPlaced(final boolean buy, final long price, final long quantity, final JsonNode order) {
        final Map<Long, Long> opposite = buy ? asks : bids;
        long filled = 0;
        for (final JsonNode fill : order.path("fills")) {
            final long fillQuantity = amount(fill, "quantity");
            change(opposite, amount(fill, "price"), -fillQuantity);
            filled += fillQuantity;
            sequence++;
        }
        if (filled != amount(order, "filled_quantity")) {
            throw new IllegalArgumentException("the fills do not add up to the filled quantity: " + order);
        }
        final String status = order.path("status").asText();
        if ("new".equals(status) || "partially_filled".equals(status)) {
            change(buy ? bids : asks, price, quantity - filled);
            sequence++;
        }
    }

    /** An open order was cancelled. */
    void onCancelled(final ReplayStep step, final JsonNode order) {
        final long leaves = step.quantity() - amount(order, "filled_quantity");
        change(step.order().isBuy() ? bids : asks, step.order().price(), -leaves);
        sequence++;
    }

    /** An open order was made smaller. */
    void onReduced(final ReplayStep step) {
        change(step.order().isBuy() ? bids : asks, step.order().price(), step.newQuantity() - step.quantity());
        sequence++;
    }

    /** An amount with 8 decimals. */
    static long amount(final JsonNode node, final String field) {
        final String text = node.path(field).asText("");
        return text.isEmpty() ? 0 : Decimal8.parse(text);
    }

    private static void change(final Map<Long, Long> side, final long price, final long quantity) {
        side.merge(price, quantity, Long::sum);
        if (side.get(price) == 0) {
            side.remove(price);
        }
    }
}
