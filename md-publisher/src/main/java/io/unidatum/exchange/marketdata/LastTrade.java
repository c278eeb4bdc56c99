package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;

/**
 * A trade as the public sees it.
 *
 * @param instrumentSequence of the book event.
 * @param tradeId of the trade.
 * @param price with 8 decimals.
 * @param quantity with 8 decimals.
 * @param takerSide side of the order that came last.
 * @param time cluster time, ns.
 * @param kind continuous, or of a call auction.
 */
record LastTrade(
        long instrumentSequence, long tradeId, long price, long quantity, Side takerSide, long time, TradeKind kind) {}
