package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;

/**
 * A new order as a client asked for it.
 *
 * @param instrument to trade.
 * @param side buy or sell.
 * @param type limit or market.
 * @param timeInForce GTC or IOC.
 * @param price units of 10<sup>-8</sup>, 0 for a market order.
 * @param quantity units of 10<sup>-8</sup>.
 * @param clientOrderId empty if none was given.
 */
public record NewOrderRequest(
        Instrument instrument,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        long price,
        long quantity,
        String clientOrderId) {}
