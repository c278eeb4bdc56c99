package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.client.journal.JournalPoint;
import java.util.List;
import java.util.Map;

/**
 * The trades that Redis keeps over the publisher's restart.
 *
 * @param point of the journal up to which they are complete.
 * @param markets by symbol.
 */
record KeptState(JournalPoint point, Map<String, KeptMarket> markets) {
    /**
     * Trades of one market.
     *
     * @param trades newest first.
     * @param minutes of the rolling 24 hours.
     */
    record KeptMarket(List<LastTrade> trades, List<MinuteSummary> minutes) {}
}
