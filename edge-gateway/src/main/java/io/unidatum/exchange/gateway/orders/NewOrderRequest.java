package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.client.view.SpecialTerms;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;

/**
 * A new order as a client asked for it.
 *
 * @param instrument to trade.
 * @param side buy or sell.
 * @param type of the order.
 * @param timeInForce how long it lasts.
 * @param prevention of trades with the account's own orders; NULL_VAL for the default.
 * @param postOnly whether it must not take.
 * @param reduceOnly whether it must not make the position larger.
 * @param price units of 10<sup>-8</sup>, 0 if the type has none.
 * @param quantity units of 10<sup>-8</sup>, 0 if a quote amount is given.
 * @param terms stop price and the like.
 * @param clientOrderId empty if none was given.
 */
public record NewOrderRequest(
        Instrument instrument,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        SelfTradePrevention prevention,
        boolean postOnly,
        boolean reduceOnly,
        long price,
        long quantity,
        SpecialTerms terms,
        String clientOrderId) {}
