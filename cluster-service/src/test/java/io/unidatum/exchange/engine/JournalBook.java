package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.OrderAmendedDecoder;
import io.unidatum.exchange.sbe.event.OrderCancelledDecoder;
import io.unidatum.exchange.sbe.event.OrderReducedDecoder;
import io.unidatum.exchange.sbe.event.OrderRefilledDecoder;
import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import java.util.ArrayList;
import java.util.List;

/** A book as a reader of the journal alone keeps it: whoever trades must be the first in turn. */
final class JournalBook {
    /** What a reader knows of an order in the book. */
    static final class Entry {
        final long orderId;
        final Side side;
        final long price;
        long displayed;

        Entry(final long orderId, final Side side, final long price, final long displayed) {
            this.orderId = orderId;
            this.side = side;
            this.price = price;
            this.displayed = displayed;
        }

        @Override
        public String toString() {
            return orderId + ":" + displayed + "@" + price;
        }
    }

    /** In the order in which they came to stand where they stand. */
    private final List<Entry> entries = new ArrayList<>();

    void onRested(final OrderRestedDecoder d) {
        require(find(d.orderId()) == null, "order in two places", d.orderId());
        entries.add(new Entry(d.orderId(), d.side(), d.price(), d.quantity()));
    }

    void onTrade(final TradeDecoder d) {
        final boolean auction = d.kind() == TradeKind.AUCTION;
        take(d.makerOrderId(), d.quantity(), d.makerLeaves(), auction);
        if (auction) {
            take(d.takerOrderId(), d.quantity(), d.takerLeaves(), true);
        }
    }

    private void take(final long orderId, final long quantity, final long leaves, final boolean auction) {
        final Entry entry = find(orderId);
        require(entry != null, "trade of an order that does not rest", orderId);
        require(queue(entry.side).get(0) == entry, "trade before its turn", orderId);
        require(auction || quantity <= entry.displayed, "trade of what is not displayed", orderId);
        entry.displayed = Math.max(0, entry.displayed - quantity);
        if (leaves == 0) {
            entries.remove(entry);
        }
    }

    void onRefilled(final OrderRefilledDecoder d) {
        final Entry entry = find(d.orderId());
        require(entry != null && entry.displayed == 0, "refill of what is displayed", d.orderId());
        entries.remove(entry);
        entry.displayed = d.quantity();
        entries.add(entry);
    }

    void onCancelled(final OrderCancelledDecoder d) {
        final Entry entry = find(d.orderId());
        require((entry != null) == (d.instrumentSequence() != 0), "cancel of what does not rest", d.orderId());
        if (entry != null) {
            final long displayed = d.displayedQuantity() == OrderCancelledDecoder.displayedQuantityNullValue()
                    ? d.cancelledQuantity()
                    : d.displayedQuantity();
            require(entry.displayed == displayed, "cancelled quantity", d.orderId());
            entries.remove(entry);
        }
    }

    void onReduced(final OrderReducedDecoder d) {
        final Entry entry = find(d.orderId());
        require((entry != null) == (d.instrumentSequence() != 0), "reduction of what does not rest", d.orderId());
        if (entry != null) {
            entry.displayed -= d.displayedQuantity();
            require(entry.displayed > 0 && entry.displayed <= d.leaves(), "reduced quantity", d.orderId());
        }
    }

    void onAmended(final OrderAmendedDecoder d) {
        final Entry entry = find(d.orderId());
        require((entry != null) == (d.instrumentSequence() != 0), "amendment of what does not rest", d.orderId());
        if (entry == null) {
            return;
        }
        final long old =
                d.oldDisplayed() == OrderAmendedDecoder.oldDisplayedNullValue() ? d.oldLeaves() : d.oldDisplayed();
        require(entry.displayed == old && entry.price == d.oldPrice(), "what was amended", d.orderId());
        if (d.priorityKept() == BooleanType.TRUE) {
            require(d.newPrice() == d.oldPrice(), "price kept", d.orderId());
            entry.displayed =
                    d.newDisplayed() == OrderAmendedDecoder.newDisplayedNullValue() ? d.newLeaves() : d.newDisplayed();
        } else {
            entries.remove(entry);
        }
    }

    /** One side, best price first, then first come first served. */
    List<Entry> queue(final Side side) {
        return entries.stream()
                .filter(e -> e.side == side)
                .sorted((a, b) -> side == Side.BUY ? Long.compare(b.price, a.price) : Long.compare(a.price, b.price))
                .toList();
    }

    private Entry find(final long orderId) {
        return entries.stream().filter(e -> e.orderId == orderId).findFirst().orElse(null);
    }

    private static void require(final boolean condition, final String what, final long orderId) {
        if (!condition) {
            throw new AssertionError(what + ", order " + orderId);
        }
    }
}
