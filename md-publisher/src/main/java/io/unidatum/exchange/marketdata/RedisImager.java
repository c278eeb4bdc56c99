package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.client.journal.JournalPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;

/** Copies what Redis has not got yet out of the markets. Belongs to the thread that keeps them. */
final class RedisImager {
    /** Trades that Redis lists for each market. */
    static final int LISTED_TRADES = 100;

    private static final long NEVER = -1;

    private final Long2LongHashMap imagedSequence = new Long2LongHashMap(NEVER);
    private final Long2LongHashMap imagedMinute = new Long2LongHashMap(NEVER);
    private final int bookDepth;

    RedisImager(final int bookDepth) {
        this.bookDepth = bookDepth;
    }

    /** Forgets what was copied: the markets are made anew. */
    void reset() {
        imagedSequence.clear();
        imagedMinute.clear();
    }

    /** There is something that no image holds yet. */
    boolean hasChanges(final Markets markets) {
        for (final Market market : markets.all()) {
            if (isChanged(market)) {
                return true;
            }
        }
        return false;
    }

    /** Copies everything, or what has changed since the last image. */
    RedisImage image(final Markets markets, final boolean complete, final JournalPoint point, final long time) {
        final List<String> symbols = new ArrayList<>();
        final List<MarketImage> images = new ArrayList<>();
        for (final Market market : markets.all()) {
            symbols.add(market.symbol());
            if (complete || isChanged(market)) {
                images.add(image(market, complete));
                imagedSequence.put(market.instrumentId(), market.sequence());
                imagedMinute.put(market.instrumentId(), market.window().newestMinute());
            }
        }
        return new RedisImage(complete, point, time, List.copyOf(symbols), List.copyOf(images));
    }

    private boolean isChanged(final Market market) {
        return imagedSequence.get(market.instrumentId()) != market.sequence()
                || imagedMinute.get(market.instrumentId()) != market.window().newestMinute();
    }

    private MarketImage image(final Market market, final boolean complete) {
        final long after = complete ? 0 : imagedSequence.get(market.instrumentId());
        final List<LastTrade> trades = market.tradesAfter(after, LISTED_TRADES);
        Collections.reverse(trades);
        final TradeWindow window = market.window();
        final long changedMinute = market.takeChangedMinute();
        final long firstMinute = complete ? window.newestMinute() - TradeWindow.MINUTES + 1 : changedMinute;
        final List<MinuteSummary> minutes = new ArrayList<>();
        for (long minute = firstMinute; minute <= window.newestMinute(); minute++) {
            final MinuteSummary summary = window.minute(minute);
            if (summary != null) {
                minutes.add(summary);
            }
        }
        return new MarketImage(
                market.symbol(),
                market.status(),
                market.statusUntil(),
                market.sequence(),
                market.time(),
                BookLevels.copyOf(market.bids(), bookDepth),
                BookLevels.copyOf(market.asks(), bookDepth),
                TickerSummary.of(market),
                List.copyOf(trades),
                List.copyOf(minutes),
                window.newestMinute());
    }
}
