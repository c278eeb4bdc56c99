package io.unidatum.exchange.gateway.market;

import java.util.LinkedHashSet;
import java.util.Set;

/** Everybody who sees the same number of levels of a book, and what they saw last: one message serves them all. */
final class BookGroup {
    private final int depth;
    private final Set<Subscription> members = new LinkedHashSet<>();
    private FeedMessage.Levels bids;
    private FeedMessage.Levels asks;
    private long sequence;

    BookGroup(final int depth, final Market market) {
        this.depth = depth;
        this.bids = market.bids().top(depth);
        this.asks = market.asks().top(depth);
        this.sequence = market.sequence();
    }

    Set<Subscription> members() {
        return members;
    }

    void publish(final Market market) {
        if (market.sequence() == sequence) {
            return;
        }
        final FeedMessage.Levels newBids = market.bids().top(depth);
        final FeedMessage.Levels newAsks = market.asks().top(depth);
        final FeedMessage.Levels bidChanges = market.bids().changes(bids, newBids);
        final FeedMessage.Levels askChanges = market.asks().changes(asks, newAsks);
        final long before = sequence;
        bids = newBids;
        asks = newAsks;
        sequence = market.sequence();
        final String text = MarketJson.bookUpdate(market, bidChanges, askChanges, before);
        members.forEach(member -> member.offer(text));
    }

    String snapshot(final Market market) {
        return MarketJson.bookSnapshot(market, bids, asks, sequence);
    }
}
