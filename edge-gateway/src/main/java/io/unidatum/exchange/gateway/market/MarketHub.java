package io.unidatum.exchange.gateway.market;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * All markets as the feed last told of them. Lives on one event loop, where every method but {@link #status()} must be
 * called. What a list of feed messages changed is published once at its end, so a busy feed conflates by itself.
 */
public final class MarketHub {
    private static final long STALE_NS = TimeUnit.SECONDS.toNanos(3);
    private static final int MAX_AUCTION_LEVELS = 1_000;

    private final Map<Integer, Market> markets = new HashMap<>();
    private final Set<Market> changed = new LinkedHashSet<>();
    private volatile Status status = new Status(0, 0, 0);

    /**
     * How the feed stands.
     *
     * @param lastMessageNs when the last message came, on the clock of {@link System#nanoTime()}; 0 for never.
     * @param journalSequence last journal event that the feed reflects.
     * @param books that are known.
     */
    public record Status(long lastMessageNs, long journalSequence, int books) {
        /** Whether the feed is silent for longer than it ever is when it lives. {@return true if so} */
        public boolean isStale() {
            return lastMessageNs == 0 || System.nanoTime() - lastMessageNs > STALE_NS;
        }
    }

    /** How the feed stands; any thread. {@return a snapshot of it} */
    public Status status() {
        return status;
    }

    /**
     * Takes in what the feed brought.
     *
     * @param messages in order.
     */
    public void onMessages(final List<FeedMessage> messages) {
        long journalSequence = status.journalSequence();
        for (final FeedMessage message : messages) {
            if (message instanceof FeedMessage.Heartbeat heartbeat) {
                journalSequence = heartbeat.journalSequence();
                continue;
            }
            final Market market = markets.computeIfAbsent(instrumentOf(message), id -> new Market());
            market.on(message);
            changed.add(market);
        }
        changed.forEach(Market::publish);
        changed.clear();
        final int books =
                (int) markets.values().stream().filter(Market::isKnown).count();
        status = new Status(System.nanoTime(), journalSequence, books);
    }

    /**
     * Subscribes. The snapshot and the confirmation are sent at once, or as soon as the market data is there.
     *
     * @param listener to send to.
     * @param channel of market data.
     * @param instrument whose market.
     * @param depth levels a side, for a book.
     * @return the subscription, to be ended by {@link #unsubscribe}.
     */
    public Subscription subscribe(
            final MarketListener listener, final Channel channel, final Instrument instrument, final int depth) {
        final Market market = market(instrument);
        final Subscription subscription = new Subscription(listener, channel, market, market.servedDepth(depth));
        market.add(subscription);
        return subscription;
    }

    /**
     * Ends a subscription.
     *
     * @param subscription to end.
     */
    public void unsubscribe(final Subscription subscription) {
        subscription.market().remove(subscription);
    }

    /**
     * Sends a snapshot where updates were left out, now that there is room again.
     *
     * @param subscription to bring up to date.
     */
    public void catchUp(final Subscription subscription) {
        if (subscription.isActive()
                && subscription.isBehind()
                && subscription.listener().isWritable()) {
            subscription.caughtUp();
            subscription.listener().send(subscription.market().snapshot(subscription));
        }
    }

    /**
     * A book.
     *
     * @param instrument whose.
     * @param depth levels a side.
     * @return as REST answers.
     */
    public ObjectNode book(final Instrument instrument, final int depth) {
        final Market market = require(instrument);
        final ObjectNode json = Json.object();
        MarketJson.book(market, market.bids().top(depth), market.asks().top(depth), json);
        json.put("sequence", market.sequence());
        return mark(json);
    }

    /**
     * Latest trades.
     *
     * @param instrument whose.
     * @param limit how many at most.
     * @return as REST answers, newest first.
     */
    public ObjectNode trades(final Instrument instrument, final int limit) {
        final Market market = require(instrument);
        final ObjectNode json = Json.object().put("symbol", market.symbol());
        final ArrayNode list = json.putArray("trades");
        market.latestTrades(limit).forEach(trade -> list.insert(0, MarketJson.trade(trade)));
        json.put("sequence", market.sequence());
        return mark(json);
    }

    /**
     * The rolling 24 hours.
     *
     * @param instrument whose.
     * @return as REST answers.
     */
    public ObjectNode ticker(final Instrument instrument) {
        return mark(MarketJson.ticker(require(instrument), Json.object()));
    }

    /**
     * What the call auction would give if it ended now.
     *
     * @param instrument whose.
     * @return as REST answers; without prices and volume outside an auction.
     */
    public ObjectNode auction(final Instrument instrument) {
        final Market market = require(instrument);
        final ObjectNode json = Json.object().put("symbol", market.symbol());
        json.put("status", Instrument.name(market.status()));
        json.put("until", instrument.statusUntilNs() == 0 ? null : Times.text(instrument.statusUntilNs()));
        if (market.status() == InstrumentStatus.AUCTION) {
            MarketJson.auction(
                    IndicativeAuction.of(
                            market.bids().top(MAX_AUCTION_LEVELS),
                            market.asks().top(MAX_AUCTION_LEVELS),
                            market.ticker().lastPrice()),
                    json);
        } else {
            json.putNull("indicative_price").putNull("indicative_volume").putNull("surplus");
        }
        json.put("time", Times.text(market.timeNs()));
        json.put("sequence", market.sequence());
        return mark(json);
    }

    private ObjectNode mark(final ObjectNode json) {
        if (status.isStale()) {
            json.put("stale", true);
        }
        return json;
    }

    private Market require(final Instrument instrument) {
        final Market market = market(instrument);
        if (!market.isKnown()) {
            throw ApiError.unavailable(
                    "MARKET_DATA_UNAVAILABLE", "market data has not arrived yet: ask again in a moment");
        }
        return market;
    }

    private Market market(final Instrument instrument) {
        return markets.computeIfAbsent(instrument.instrumentId(), id -> new Market())
                .named(instrument.symbol());
    }

    private static int instrumentOf(final FeedMessage message) {
        if (message instanceof FeedMessage.Book book) {
            return book.instrumentId();
        }
        if (message instanceof FeedMessage.Update update) {
            return update.instrumentId();
        }
        if (message instanceof FeedMessage.Trade trade) {
            return trade.instrumentId();
        }
        return ((FeedMessage.Ticker) message).instrumentId();
    }
}
