package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.util.List;

/**
 * What Redis gets of one market. Immutable, for another thread than the one that keeps the market.
 *
 * @param symbol of the instrument.
 * @param status of the instrument.
 * @param statusUntil cluster time at which the status changes by itself, ns; 0: when told.
 * @param sequence of the last book event in it.
 * @param time cluster time of that event, ns.
 * @param bids best levels.
 * @param asks best levels.
 * @param ticker as of that event.
 * @param newTrades since the last image, or all that are listed; oldest first.
 * @param minutes that changed since the last image, or all of the window.
 * @param newestMinute of the window, counted from 1970.
 */
record MarketImage(
        String symbol,
        InstrumentStatus status,
        long statusUntil,
        long sequence,
        long time,
        BookLevels bids,
        BookLevels asks,
        TickerSummary ticker,
        List<LastTrade> newTrades,
        List<MinuteSummary> minutes,
        long newestMinute) {}
