package io.unidatum.exchange.gateway.market;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of one instrument's market, and who listens to it. Lives on the hub's event loop. */
final class Market {
    static final int MAX_TRADES = 1_000;

    private static final int SNAPSHOT_TRADES = 50;
    private static final int MAX_EXACT_DEPTHS = 64;
    private static final int[] COMMON_DEPTHS = {1, 5, 10, 20, 50, 100, 200, 500, 1000};

    private final BookSide bids = new BookSide(true);
    private final BookSide asks = new BookSide(false);
    private final ArrayDeque<FeedMessage.Trade> trades = new ArrayDeque<>();
    private final Map<Integer, BookGroup> groups = new HashMap<>();
    private final Set<Subscription> tradeMembers = new LinkedHashSet<>();
    private final Set<Subscription> tickerMembers = new LinkedHashSet<>();
    private final Set<Subscription> pending = new LinkedHashSet<>();
    private final List<FeedMessage.Trade> newTrades = new ArrayList<>();
    private String symbol = "";
    private FeedMessage.Ticker ticker;
    private boolean tickerChanged;
    private boolean bookKnown;
    private long sequence;
    private long timeNs;
    private InstrumentStatus status = InstrumentStatus.OPEN;

    /** Sets what clients call it: the feed may tell of a market before the journal has told its name. */
    Market named(final String name) {
        symbol = name;
        return this;
    }

    String symbol() {
        return symbol;
    }

    BookSide bids() {
        return bids;
    }

    BookSide asks() {
        return asks;
    }

    long sequence() {
        return sequence;
    }

    long timeNs() {
        return timeNs;
    }

    InstrumentStatus status() {
        return status;
    }

    boolean isKnown() {
        return bookKnown;
    }

    /** Latest trades. {@return oldest first} */
    Collection<FeedMessage.Trade> trades() {
        return trades;
    }

    /** The rolling 24 hours; before the publisher's first word on them, what the book tells. {@return a value} */
    FeedMessage.Ticker ticker() {
        if (ticker != null) {
            return ticker;
        }
        final FeedMessage.Levels bid = bids.top(1);
        final FeedMessage.Levels ask = asks.top(1);
        return new FeedMessage.Ticker(
                0,
                sequence,
                timeNs,
                first(bid.prices()),
                first(bid.quantities()),
                first(ask.prices()),
                first(ask.quantities()),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                status);
    }

    void on(final FeedMessage message) {
        if (message instanceof FeedMessage.Book book) {
            bids.reset(book.bids(), book.truncated());
            asks.reset(book.asks(), book.truncated());
            bookKnown = true;
            stand(book.sequence(), book.timeNs(), book.status());
        } else if (message instanceof FeedMessage.Update update) {
            bids.apply(update.bids());
            asks.apply(update.asks());
            stand(update.sequence(), update.timeNs(), update.status());
        } else if (message instanceof FeedMessage.Trade trade) {
            trades.addLast(trade);
            if (trades.size() > MAX_TRADES) {
                trades.removeFirst();
            }
            newTrades.add(trade);
        } else if (message instanceof FeedMessage.Ticker now) {
            ticker = now;
            tickerChanged = true;
        }
    }

    /** Tells everybody what has changed since the last time. */
    void publish() {
        if (bookKnown) {
            groups.values().forEach(group -> group.publish(this));
        }
        if (!newTrades.isEmpty()) {
            if (!tradeMembers.isEmpty()) {
                final String text = MarketJson.trades(this, newTrades, false);
                tradeMembers.forEach(member -> member.offer(text));
            }
            newTrades.clear();
        }
        if (tickerChanged) {
            tickerChanged = false;
            if (!tickerMembers.isEmpty()) {
                final String text = MarketJson.ticker(this, false);
                tickerMembers.forEach(member -> member.offer(text));
            }
        }
        if (bookKnown && !pending.isEmpty()) {
            final List<Subscription> waiting = List.copyOf(pending);
            pending.clear();
            waiting.forEach(this::add);
        }
    }

    /** A subscription's snapshot, its confirmation, and from then on its updates: now or when the book is known. */
    void add(final Subscription subscription) {
        if (!bookKnown) {
            pending.add(subscription);
            return;
        }
        members(subscription).add(subscription);
        subscription.activate();
        subscription.listener().send(snapshot(subscription));
        subscription.listener().send(MarketJson.subscribed(subscription));
    }

    void remove(final Subscription subscription) {
        pending.remove(subscription);
        if (subscription.channel() == Channel.ORDERBOOK) {
            final BookGroup group = groups.get(subscription.depth());
            if (group != null
                    && group.members().remove(subscription)
                    && group.members().isEmpty()) {
                groups.remove(subscription.depth());
            }
        } else {
            tradeMembers.remove(subscription);
            tickerMembers.remove(subscription);
        }
    }

    String snapshot(final Subscription subscription) {
        return switch (subscription.channel()) {
            case ORDERBOOK -> groups.get(subscription.depth()).snapshot(this);
            case TRADES -> MarketJson.trades(this, latestTrades(SNAPSHOT_TRADES), true);
            default -> MarketJson.ticker(this, true);
        };
    }

    List<FeedMessage.Trade> latestTrades(final int count) {
        return trades.stream().skip(Math.max(0, trades.size() - count)).toList();
    }

    /**
     * Any depth is served exactly, until there are too many different ones: each costs a comparison an update. Then it
     * is rounded up to a common one.
     */
    int servedDepth(final int asked) {
        if (groups.containsKey(asked) || groups.size() < MAX_EXACT_DEPTHS) {
            return asked;
        }
        for (final int common : COMMON_DEPTHS) {
            if (common >= asked) {
                return common;
            }
        }
        return COMMON_DEPTHS[COMMON_DEPTHS.length - 1];
    }

    private Set<Subscription> members(final Subscription subscription) {
        return switch (subscription.channel()) {
            case ORDERBOOK ->
                groups.computeIfAbsent(subscription.depth(), depth -> new BookGroup(depth, this))
                        .members();
            case TRADES -> tradeMembers;
            default -> tickerMembers;
        };
    }

    private void stand(final long newSequence, final long newTimeNs, final InstrumentStatus newStatus) {
        sequence = newSequence;
        timeNs = newTimeNs;
        status = newStatus;
    }

    private static long first(final long[] values) {
        return values.length == 0 ? 0 : values[0];
    }
}
