package io.unidatum.exchange.marketdata;

/**
 * An instrument's trades within one minute.
 *
 * @param minute counted from 1970, of the journal's time.
 * @param open price of the first trade.
 * @param high highest price.
 * @param low lowest price.
 * @param close price of the last trade.
 * @param volume base quantity.
 * @param quoteVolume quote amount.
 * @param tradeCount number of trades.
 */
record MinuteSummary(
        long minute, long open, long high, long low, long close, long volume, long quoteVolume, long tradeCount) {}
