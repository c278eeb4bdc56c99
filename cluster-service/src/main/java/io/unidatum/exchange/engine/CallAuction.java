package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.Auction;

/**
 * Uncrosses a book: at the price at which the most is traded, and again at the next if reduce-only orders that were cut
 * have left it crossed.
 */
final class CallAuction {
    private final Auction auction = new Auction();
    private final MarketEvents events;
    private final TradeSettlement settlement;
    private final ExchangeState state;
    private long lowest;
    private long highest;

    CallAuction(final MarketEvents events, final TradeSettlement settlement, final ExchangeState state) {
        this.state = state;
        this.events = events;
        this.settlement = settlement;
    }

    /** Trades all that crosses. {@return whether anything was traded} */
    boolean uncross(final Instrument instrument) {
        final long tradesBefore = state.nextTradeId;
        lowest = Long.MAX_VALUE;
        highest = 0;
        long reference = instrument.lastPrice / instrument.tickSize;
        do {
            auction.find(instrument.book, reference);
            events.uncrossed(instrument, auction.price(), auction.volume(), auction.surplus());
            if (auction.volume() != 0) {
                reference = auction.price();
                final long before = state.nextTradeId;
                instrument.book.uncrossOnce(reference, settlement);
                if (state.nextTradeId != before) {
                    lowest = Math.min(lowest, reference);
                    highest = Math.max(highest, reference);
                }
            }
        } while (instrument.book.isCrossed());
        return state.nextTradeId != tradesBefore;
    }

    /** Lowest price of the trades of the last auction, in ticks. */
    long lowest() {
        return lowest;
    }

    /** Highest price of the trades of the last auction, in ticks. */
    long highest() {
        return highest;
    }
}
