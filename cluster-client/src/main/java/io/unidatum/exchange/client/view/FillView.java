package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.Side;

/**
 * One side of a trade, as its account sees it.
 *
 * @param tradeId of the trade.
 * @param orderId of the account's order.
 * @param account whose fill it is.
 * @param instrumentId traded.
 * @param side of the account's order.
 * @param maker true if the order was resting.
 * @param auction true if a call auction made the trade: both orders rested.
 * @param price 10<sup>-8</sup> quote per base.
 * @param quantity 10<sup>-8</sup> base.
 * @param notional 10<sup>-8</sup> quote.
 * @param fee 10<sup>-8</sup> quote, this fill's share.
 * @param time cluster time, ns.
 * @param sequence global sequence of the trade.
 */
public record FillView(
        long tradeId,
        long orderId,
        long account,
        int instrumentId,
        Side side,
        boolean maker,
        boolean auction,
        long price,
        long quantity,
        long notional,
        long fee,
        long time,
        long sequence) {}
