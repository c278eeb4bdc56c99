package io.unidatum.exchange.engine;

/** What waits for an instrument to trade again, and for the prices of its auctions. */
interface MarketResumption {
    /** Elects what waits for a price within these, in ticks, which an auction's trades had. */
    void onAuctionTraded(Instrument instrument, long lowestTicks, long highestTicks);

    /** The instrument is open, or post-only, now: what has been elected has its turn. */
    void onResumed(Instrument instrument);
}
