package io.unidatum.exchange.book;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The obviously right auction: tries every limit price and sorts them by the rules. */
record ReferenceAuction(long price, long volume, long surplus) {
    static ReferenceAuction of(final List<ReferenceOrder> bids, final List<ReferenceOrder> asks, final long reference) {
        return Stream.concat(bids.stream(), asks.stream())
                .map(order -> order.price)
                .distinct()
                .map(price -> at(price, bids, asks))
                .filter(auction -> auction.volume > 0)
                .min(Comparator.comparingLong((ReferenceAuction auction) -> -auction.volume)
                        .thenComparingLong(auction -> Math.abs(auction.surplus))
                        .thenComparingLong(auction -> reference == 0 ? 0 : Math.abs(auction.price - reference))
                        .thenComparingLong(auction -> auction.price))
                .orElse(new ReferenceAuction(0, 0, 0));
    }

    private static ReferenceAuction at(
            final long price, final List<ReferenceOrder> bids, final List<ReferenceOrder> asks) {
        final long demand = bids.stream()
                .filter(bid -> bid.price >= price)
                .mapToLong(bid -> bid.leaves)
                .sum();
        final long supply = asks.stream()
                .filter(ask -> ask.price <= price)
                .mapToLong(ask -> ask.leaves)
                .sum();
        return new ReferenceAuction(price, Math.min(demand, supply), demand - supply);
    }
}
