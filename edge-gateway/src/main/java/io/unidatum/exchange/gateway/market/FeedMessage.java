package io.unidatum.exchange.gateway.market;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Side;

/** A message of the feed as an immutable value. Prices and quantities are units of 10<sup>-8</sup>, times are ns. */
public sealed interface FeedMessage {
    /**
     * Levels of one side, or of both in an update.
     *
     * @param prices of the levels.
     * @param quantities open at them, 0 if a level is gone.
     */
    record Levels(long[] prices, long[] quantities) {}

    /**
     * A whole book.
     *
     * @param instrumentId of the book.
     * @param sequence instrument sequence it is as of.
     * @param timeNs cluster time of that event.
     * @param status whether it trades.
     * @param truncated true if deeper levels were left out.
     * @param bids best first.
     * @param asks best first.
     */
    record Book(
            int instrumentId,
            long sequence,
            long timeNs,
            InstrumentStatus status,
            boolean truncated,
            Levels bids,
            Levels asks)
            implements FeedMessage {}

    /**
     * Levels that changed.
     *
     * @param instrumentId of the book.
     * @param sequence instrument sequence of the last event in it.
     * @param timeNs cluster time of that event.
     * @param status whether it trades.
     * @param bids changed.
     * @param asks changed.
     */
    record Update(int instrumentId, long sequence, long timeNs, InstrumentStatus status, Levels bids, Levels asks)
            implements FeedMessage {}

    /**
     * A trade.
     *
     * @param instrumentId traded.
     * @param sequence instrument sequence of the trade.
     * @param tradeId of the trade.
     * @param price of the trade.
     * @param quantity of the trade.
     * @param takerSide who crossed the spread.
     * @param timeNs cluster time.
     */
    record Trade(int instrumentId, long sequence, long tradeId, long price, long quantity, Side takerSide, long timeNs)
            implements FeedMessage {}

    /**
     * Rolling 24 hours; prices are 0 where there is none.
     *
     * @param instrumentId traded.
     * @param sequence instrument sequence it reflects.
     * @param timeNs cluster time it reflects.
     * @param bestBid price.
     * @param bestBidQuantity at that price.
     * @param bestAsk price.
     * @param bestAskQuantity at that price.
     * @param lastPrice of the last trade.
     * @param lastQuantity of the last trade.
     * @param openPrice first of the 24 hours.
     * @param highPrice of the 24 hours.
     * @param lowPrice of the 24 hours.
     * @param volume base.
     * @param quoteVolume quote.
     * @param tradeCount of the 24 hours.
     * @param status whether it trades.
     */
    record Ticker(
            int instrumentId,
            long sequence,
            long timeNs,
            long bestBid,
            long bestBidQuantity,
            long bestAsk,
            long bestAskQuantity,
            long lastPrice,
            long lastQuantity,
            long openPrice,
            long highPrice,
            long lowPrice,
            long volume,
            long quoteVolume,
            long tradeCount,
            InstrumentStatus status)
            implements FeedMessage {}

    /**
     * The publisher is alive.
     *
     * @param journalSequence last event that the feed reflects.
     * @param timeNs cluster time of that event.
     */
    record Heartbeat(long journalSequence, long timeNs) implements FeedMessage {}
}
