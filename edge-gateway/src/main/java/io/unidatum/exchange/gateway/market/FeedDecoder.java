package io.unidatum.exchange.gateway.market;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.marketdata.BookSnapshotDecoder;
import io.unidatum.exchange.sbe.marketdata.BookUpdateDecoder;
import io.unidatum.exchange.sbe.marketdata.FeedHeartbeatDecoder;
import io.unidatum.exchange.sbe.marketdata.TickerDecoder;
import io.unidatum.exchange.sbe.marketdata.TradeReportDecoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Reads the feed's messages and lets through what is new and in order: no trade twice, no update behind a gap until a
 * snapshot has closed it, no snapshot that says nothing new. Not thread safe.
 */
final class FeedDecoder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final TradeReportDecoder trade = new TradeReportDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final FeedHeartbeatDecoder heartbeat = new FeedHeartbeatDecoder();
    private final Int2ObjectHashMap<Progress> progress = new Int2ObjectHashMap<>();
    private long gaps;

    private static final class Progress {
        private long bookSequence = -1;
        private boolean needsSnapshot = true;
        private boolean truncated;
        private long tradeSequence;
        private FeedMessage.Ticker ticker;
    }

    /** Gaps met so far. {@return how many} */
    long gaps() {
        return gaps;
    }

    void decode(final DirectBuffer buffer, final int offset, final int length, final List<FeedMessage> out) {
        header.wrap(buffer, offset);
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || header.schemaId() != BookSnapshotDecoder.SCHEMA_ID) {
            return;
        }
        switch (header.templateId()) {
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(buffer, offset, out);
            case BookUpdateDecoder.TEMPLATE_ID -> onUpdate(buffer, offset, out);
            case TradeReportDecoder.TEMPLATE_ID -> onTrade(buffer, offset, out);
            case TickerDecoder.TEMPLATE_ID -> onTicker(buffer, offset, out);
            case FeedHeartbeatDecoder.TEMPLATE_ID -> {
                heartbeat.wrapAndApplyHeader(buffer, offset, header);
                out.add(new FeedMessage.Heartbeat(heartbeat.journalSequence(), heartbeat.time()));
            }
            default -> {
                // A message of a later version.
            }
        }
    }

    private void onSnapshot(final DirectBuffer buffer, final int offset, final List<FeedMessage> out) {
        snapshot.wrapAndApplyHeader(buffer, offset, header);
        final Progress state = progress((int) snapshot.instrumentId());
        final long sequence = snapshot.instrumentSequence();
        final boolean news = sequence > state.bookSequence
                || sequence == state.bookSequence && (state.needsSnapshot || state.truncated);
        if (!news) {
            return;
        }
        final BookSnapshotDecoder.BidsDecoder bids = snapshot.bids();
        final FeedMessage.Levels bidLevels = levels(bids.count());
        for (int i = 0; bids.hasNext(); i++) {
            bids.next();
            bidLevels.prices()[i] = bids.price();
            bidLevels.quantities()[i] = bids.quantity();
        }
        final BookSnapshotDecoder.AsksDecoder asks = snapshot.asks();
        final FeedMessage.Levels askLevels = levels(asks.count());
        for (int i = 0; asks.hasNext(); i++) {
            asks.next();
            askLevels.prices()[i] = asks.price();
            askLevels.quantities()[i] = asks.quantity();
        }
        state.bookSequence = sequence;
        state.needsSnapshot = false;
        state.truncated = snapshot.truncated() == BooleanType.TRUE;
        out.add(new FeedMessage.Book(
                (int) snapshot.instrumentId(),
                sequence,
                snapshot.time(),
                snapshot.status(),
                state.truncated,
                bidLevels,
                askLevels));
    }

    private void onUpdate(final DirectBuffer buffer, final int offset, final List<FeedMessage> out) {
        update.wrapAndApplyHeader(buffer, offset, header);
        final Progress state = progress((int) update.instrumentId());
        if (state.needsSnapshot || update.lastSequence() <= state.bookSequence) {
            return;
        }
        if (update.firstSequence() > state.bookSequence + 1) {
            state.needsSnapshot = true;
            gaps++;
            return;
        }
        final BookUpdateDecoder.LevelsDecoder levels = update.levels();
        final FeedMessage.Levels bids = levels(levels.count());
        final FeedMessage.Levels asks = levels(levels.count());
        int bidCount = 0;
        int askCount = 0;
        while (levels.hasNext()) {
            levels.next();
            if (levels.side() == Side.BUY) {
                bids.prices()[bidCount] = levels.price();
                bids.quantities()[bidCount++] = levels.quantity();
            } else {
                asks.prices()[askCount] = levels.price();
                asks.quantities()[askCount++] = levels.quantity();
            }
        }
        state.bookSequence = update.lastSequence();
        out.add(new FeedMessage.Update(
                (int) update.instrumentId(),
                state.bookSequence,
                update.time(),
                update.status(),
                cut(bids, bidCount),
                cut(asks, askCount)));
    }

    private void onTrade(final DirectBuffer buffer, final int offset, final List<FeedMessage> out) {
        trade.wrapAndApplyHeader(buffer, offset, header);
        final Progress state = progress((int) trade.instrumentId());
        if (trade.instrumentSequence() <= state.tradeSequence) {
            return;
        }
        state.tradeSequence = trade.instrumentSequence();
        out.add(new FeedMessage.Trade(
                (int) trade.instrumentId(),
                trade.instrumentSequence(),
                trade.tradeId(),
                trade.price(),
                trade.quantity(),
                trade.takerSide(),
                trade.time()));
    }

    private void onTicker(final DirectBuffer buffer, final int offset, final List<FeedMessage> out) {
        ticker.wrapAndApplyHeader(buffer, offset, header);
        final Progress state = progress((int) ticker.instrumentId());
        final FeedMessage.Ticker before = state.ticker;
        if (before != null && ticker.instrumentSequence() < before.sequence()) {
            return;
        }
        final FeedMessage.Ticker now = new FeedMessage.Ticker(
                (int) ticker.instrumentId(),
                ticker.instrumentSequence(),
                ticker.time(),
                ticker.bestBid(),
                ticker.bestBidQuantity(),
                ticker.bestAsk(),
                ticker.bestAskQuantity(),
                ticker.lastPrice(),
                ticker.lastQuantity(),
                ticker.openPrice(),
                ticker.highPrice(),
                ticker.lowPrice(),
                ticker.volume(),
                ticker.quoteVolume(),
                ticker.tradeCount(),
                ticker.status());
        if (!now.equals(before)) {
            state.ticker = now;
            out.add(now);
        }
    }

    private Progress progress(final int instrumentId) {
        Progress state = progress.get(instrumentId);
        if (state == null) {
            state = new Progress();
            progress.put(instrumentId, state);
        }
        return state;
    }

    private static FeedMessage.Levels levels(final int count) {
        return new FeedMessage.Levels(new long[count], new long[count]);
    }

    private static FeedMessage.Levels cut(final FeedMessage.Levels levels, final int count) {
        return new FeedMessage.Levels(Arrays.copyOf(levels.prices(), count), Arrays.copyOf(levels.quantities(), count));
    }
}
