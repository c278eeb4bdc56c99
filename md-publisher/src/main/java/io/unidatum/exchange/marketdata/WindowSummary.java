package io.unidatum.exchange.marketdata;

/**
 * An instrument's trades within the rolling 24 hours; all 0 when there was none.
 *
 * @param open price of the first trade.
 * @param high highest price.
 * @param low lowest price.
 * @param volume base quantity.
 * @param quoteVolume quote amount.
 * @param tradeCount number of trades.
 */
record WindowSummary(long open, long high, long low, long volume, long quoteVolume, long tradeCount) {}
