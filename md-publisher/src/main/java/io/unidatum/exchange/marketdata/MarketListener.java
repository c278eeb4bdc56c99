package io.unidatum.exchange.marketdata;

/** Hears what the journal does to the markets, on the thread that reads it. */
interface MarketListener {
    /** A trade has happened. The book does not know of the rest of its command yet. */
    void onTrade(Market market, LastTrade trade);

    /**
     * The market has changed by everything behind its flushed sequence, to the end of a command.
     *
     * @return true if that was taken; false to be asked again, with what has changed by then.
     */
    boolean onBookChange(Market market);
}
