package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.protocol.FeedLayout;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.marketdata.BookSnapshotEncoder;
import io.unidatum.exchange.sbe.marketdata.BookUpdateEncoder;
import io.unidatum.exchange.sbe.marketdata.FeedHeartbeatEncoder;
import io.unidatum.exchange.sbe.marketdata.TickerEncoder;
import io.unidatum.exchange.sbe.marketdata.TradeReportEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the feed's messages, each over the one before. Not thread safe. */
final class FeedEncoder {
    /** Levels that fit into one update. */
    static final int MAX_UPDATE_LEVELS = 4_000;

    private static final int BUFFER_LENGTH = FeedLayout.TERM_LENGTH / 8;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookUpdateEncoder update = new BookUpdateEncoder();
    private final TradeReportEncoder trade = new TradeReportEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final FeedHeartbeatEncoder heartbeat = new FeedHeartbeatEncoder();

    /** Holds the last message from offset 0 on. */
    DirectBuffer buffer() {
        return buffer;
    }

    /** {@return the message's length} */
    int snapshot(final Market market) {
        final BookSide bids = market.bids();
        final BookSide asks = market.asks();
        final int bidLevels = Math.min(bids.size(), FeedLayout.MAX_SNAPSHOT_LEVELS);
        final int askLevels = Math.min(asks.size(), FeedLayout.MAX_SNAPSHOT_LEVELS);
        final boolean truncated = bidLevels < bids.size() || askLevels < asks.size();
        snapshot.wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(market.instrumentId())
                .instrumentSequence(market.sequence())
                .time(market.time())
                .status(market.status())
                .truncated(truncated ? BooleanType.TRUE : BooleanType.FALSE)
                .statusUntil(market.statusUntil());
        final BookSnapshotEncoder.BidsEncoder bidGroup = snapshot.bidsCount(bidLevels);
        for (int depth = 0; depth < bidLevels; depth++) {
            bidGroup.next()
                    .price(bids.price(depth))
                    .quantity(bids.quantity(depth))
                    .orderCount(bids.orderCount(depth));
        }
        final BookSnapshotEncoder.AsksEncoder askGroup = snapshot.asksCount(askLevels);
        for (int depth = 0; depth < askLevels; depth++) {
            askGroup.next()
                    .price(asks.price(depth))
                    .quantity(asks.quantity(depth))
                    .orderCount(asks.orderCount(depth));
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + snapshot.encodedLength();
    }

    /** Everything behind the market's flushed sequence. {@return the message's length} */
    int update(final Market market) {
        update.wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(market.instrumentId())
                .firstSequence(market.flushedSequence() + 1)
                .lastSequence(market.sequence())
                .time(market.time())
                .status(market.status())
                .statusUntil(market.statusUntil());
        final BookUpdateEncoder.LevelsEncoder levels = update.levelsCount(market.touchedLevels());
        encodeTouched(levels, market.touchedBids(), market.bids(), Side.BUY);
        encodeTouched(levels, market.touchedAsks(), market.asks(), Side.SELL);
        return MessageHeaderEncoder.ENCODED_LENGTH + update.encodedLength();
    }

    /** {@return the message's length} */
    int trade(final Market market, final LastTrade report) {
        trade.wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(market.instrumentId())
                .instrumentSequence(report.instrumentSequence())
                .tradeId(report.tradeId())
                .price(report.price())
                .quantity(report.quantity())
                .takerSide(report.takerSide())
                .time(report.time())
                .kind(report.kind());
        return MessageHeaderEncoder.ENCODED_LENGTH + trade.encodedLength();
    }

    /** {@return the message's length} */
    int ticker(final Market market) {
        final TickerSummary summary = TickerSummary.of(market);
        ticker.wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(market.instrumentId())
                .instrumentSequence(market.sequence())
                .time(market.time())
                .bestBid(summary.bestBid())
                .bestBidQuantity(summary.bestBidQuantity())
                .bestAsk(summary.bestAsk())
                .bestAskQuantity(summary.bestAskQuantity())
                .lastPrice(summary.lastPrice())
                .lastQuantity(summary.lastQuantity())
                .openPrice(summary.window().open())
                .highPrice(summary.window().high())
                .lowPrice(summary.window().low())
                .volume(summary.window().volume())
                .quoteVolume(summary.window().quoteVolume())
                .tradeCount(summary.window().tradeCount())
                .status(market.status())
                .statusUntil(market.statusUntil());
        return MessageHeaderEncoder.ENCODED_LENGTH + ticker.encodedLength();
    }

    /** {@return the message's length} */
    int heartbeat(final long journalSequence, final long time) {
        heartbeat
                .wrapAndApplyHeader(buffer, 0, header)
                .journalSequence(journalSequence)
                .time(time);
        return MessageHeaderEncoder.ENCODED_LENGTH + heartbeat.encodedLength();
    }

    private static void encodeTouched(
            final BookUpdateEncoder.LevelsEncoder levels,
            final TouchedLevels touched,
            final BookSide book,
            final Side side) {
        for (int i = 0; i < touched.size(); i++) {
            final long price = touched.price(i);
            final int depth = book.depthOf(price);
            levels.next()
                    .price(price)
                    .quantity(depth < 0 ? 0 : book.quantity(depth))
                    .orderCount(depth < 0 ? 0 : book.orderCount(depth))
                    .side(side);
        }
    }
}
