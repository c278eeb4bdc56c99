package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;

/**
 * Two orders of which one cancels the other. Prices and quantity in units of 10<sup>-8</sup>.
 *
 * @param instrument to trade.
 * @param side of both.
 * @param timeInForce of both.
 * @param prevention of both; NULL_VAL for the default.
 * @param postOnly of the limit order.
 * @param reduceOnly of both.
 * @param quantity of each.
 * @param price of the limit order.
 * @param stopPrice trigger of the stop order.
 * @param stopLimitPrice of the stop order, 0 if it becomes a market order.
 * @param expireTime cluster time, ns; 0 for none.
 * @param clientOrderId of the limit order, empty if none was given.
 * @param stopClientOrderId of the stop order, empty if none was given.
 */
public record OcoRequest(
        Instrument instrument,
        Side side,
        TimeInForce timeInForce,
        SelfTradePrevention prevention,
        boolean postOnly,
        boolean reduceOnly,
        long quantity,
        long price,
        long stopPrice,
        long stopLimitPrice,
        long expireTime,
        String clientOrderId,
        String stopClientOrderId) {}
