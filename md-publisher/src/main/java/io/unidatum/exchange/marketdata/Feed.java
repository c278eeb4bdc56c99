package io.unidatum.exchange.marketdata;

import io.aeron.Publication;
import io.unidatum.exchange.protocol.FeedLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The SBE feed: says what the markets do as soon as it can. When nobody takes it off fast enough, updates run together
 * rather than wait or get lost, so that their sequences have no gap; trades beyond the kept ones are left out.
 *
 * <p>Silent until {@link #goLive}: what is read of the past is no news. Not thread safe.
 */
final class Feed implements MarketListener {
    private static final int RESENT_TRADES = 50;
    private static final int OFFER_ATTEMPTS = 3;
    private static final long[] RESYNC_DELAYS_NS = {TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(1)};
    // A little more often than promised, so that a delay does not break the promise.
    private static final long SNAPSHOT_ROUND_NS = FeedLayout.SNAPSHOT_INTERVAL_NS * 9 / 10;

    private final FeedEncoder encoder = new FeedEncoder();
    private final Long2ObjectHashMap<Sent> sentById = new Long2ObjectHashMap<>();
    private final List<Long> resyncsDueNs = new ArrayList<>();
    private final Publication publication;
    private final IntSupplier receiverCount;
    private final long tickerIntervalNs;
    private boolean live;
    private int receivers;
    private int nextSnapshot;
    private long snapshotDueNs;
    private long tickersDueNs;
    private long heartbeatDueNs;

    Feed(final Publication publication, final IntSupplier receiverCount, final long tickerIntervalNs) {
        this.publication = publication;
        this.receiverCount = receiverCount;
        this.tickerIntervalNs = tickerIntervalNs;
    }

    /** Begins to speak: with everything there is, soon. */
    void goLive(final long nowNs) {
        live = true;
        resync(nowNs);
        snapshotDueNs = nowNs;
        tickersDueNs = nowNs;
        heartbeatDueNs = nowNs;
    }

    /** Falls silent again: the journal is read anew from another point. */
    void reset() {
        live = false;
        sentById.clear();
        resyncsDueNs.clear();
        nextSnapshot = 0;
    }

    /** Receivers that were seen last. */
    int receivers() {
        return receivers;
    }

    @Override
    public void onTrade(final Market market, final LastTrade trade) {
        final Sent sent = sent(market);
        if (!live || (!sent.tradesWait && offer(encoder.trade(market, trade)))) {
            sent.tradesTo = trade.instrumentSequence();
        } else {
            sent.tradesWait = true;
        }
    }

    @Override
    public boolean onBookChange(final Market market) {
        if (!live || market.touchedLevels() > FeedEncoder.MAX_UPDATE_LEVELS) {
            // Beyond that size an update would not fit: receivers see a gap and take the next snapshot.
            return true;
        }
        return sendWaitingTrades(market) && offer(encoder.update(market));
    }

    /**
     * Sends what is due by the clock.
     *
     * @param nowNs monotonic time.
     * @param markets all of them.
     * @param journalSequence of the last event that the markets hold.
     * @param journalTime cluster time of that event.
     * @return messages sent.
     */
    int doWork(final long nowNs, final Markets markets, final long journalSequence, final long journalTime) {
        if (!live || !markets.flush()) {
            return 0;
        }
        int sentCount = 0;
        if (nowNs - heartbeatDueNs >= 0) {
            heartbeatDueNs = nowNs + FeedLayout.HEARTBEAT_INTERVAL_NS;
            offer(encoder.heartbeat(journalSequence, journalTime));
            watchReceivers(nowNs);
            sentCount++;
        }
        if (!resyncsDueNs.isEmpty() && nowNs - resyncsDueNs.get(0) >= 0) {
            resyncsDueNs.remove(0);
            sentCount += sendAll(markets);
        }
        if (nowNs - tickersDueNs >= 0) {
            tickersDueNs = nowNs + tickerIntervalNs;
            sentCount += sendChangedTickers(markets);
        }
        if (nowNs - snapshotDueNs >= 0 && !markets.all().isEmpty()) {
            final int count = markets.all().size();
            snapshotDueNs = nowNs + SNAPSHOT_ROUND_NS / count;
            nextSnapshot = (nextSnapshot + 1) % count;
            final Market market = markets.all().get(nextSnapshot);
            offer(encoder.snapshot(market));
            sendTicker(market);
            sentCount++;
        }
        return sentCount;
    }

    private void watchReceivers(final long nowNs) {
        final int count = publication.isConnected() ? Math.max(1, receiverCount.getAsInt()) : 0;
        if (count > receivers) {
            resync(nowNs);
        }
        receivers = count;
    }

    private void resync(final long nowNs) {
        // More than once: a receiver that was just seen may not have its image of the feed yet.
        resyncsDueNs.clear();
        for (final long delayNs : RESYNC_DELAYS_NS) {
            resyncsDueNs.add(nowNs + delayNs);
        }
    }

    private int sendAll(final Markets markets) {
        for (final Market market : markets.all()) {
            offer(encoder.snapshot(market));
            sendTicker(market);
            final List<LastTrade> newestFirst = market.tradesAfter(0, RESENT_TRADES);
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                offer(encoder.trade(market, newestFirst.get(i)));
            }
        }
        return 1;
    }

    private int sendChangedTickers(final Markets markets) {
        int sentCount = 0;
        for (final Market market : markets.all()) {
            final Sent sent = sent(market);
            if (sent.tickerSequence != market.sequence()
                    || sent.tickerMinute != market.window().newestMinute()) {
                sendTicker(market);
                sentCount++;
            }
        }
        return sentCount;
    }

    private void sendTicker(final Market market) {
        if (offer(encoder.ticker(market))) {
            final Sent sent = sent(market);
            sent.tickerSequence = market.sequence();
            sent.tickerMinute = market.window().newestMinute();
        }
    }

    private boolean sendWaitingTrades(final Market market) {
        final Sent sent = sent(market);
        if (sent.tradesWait) {
            final List<LastTrade> newestFirst = market.tradesAfter(sent.tradesTo, Market.KEPT_TRADES);
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                final LastTrade trade = newestFirst.get(i);
                if (!offer(encoder.trade(market, trade))) {
                    return false;
                }
                sent.tradesTo = trade.instrumentSequence();
            }
            sent.tradesWait = false;
        }
        return true;
    }

    /** {@return false if the message was not taken though somebody is there to take it} */
    private boolean offer(final int length) {
        for (int attempt = 0; attempt < OFFER_ATTEMPTS; attempt++) {
            final long result = publication.offer(encoder.buffer(), 0, length);
            if (result > 0 || result == Publication.NOT_CONNECTED) {
                return true;
            }
            if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
                throw new IllegalStateException("the feed's publication is " + Publication.errorString(result));
            }
            if (result == Publication.BACK_PRESSURED) {
                return false;
            }
        }
        return false;
    }

    private Sent sent(final Market market) {
        return sentById.computeIfAbsent(market.instrumentId(), id -> new Sent());
    }

    private static final class Sent {
        private long tradesTo;
        private boolean tradesWait;
        private long tickerSequence = -1;
        private long tickerMinute;
    }
}
