package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.client.journal.JournalPoint;
import java.util.List;

/**
 * What Redis gets at a time. Immutable.
 *
 * @param complete true: everything there is; false: the markets that changed since the last image.
 * @param point of the journal that it reflects.
 * @param time cluster time of that point's last event, ns; 0 if there is none.
 * @param symbols of all markets.
 * @param markets in it.
 */
record RedisImage(boolean complete, JournalPoint point, long time, List<String> symbols, List<MarketImage> markets) {}
