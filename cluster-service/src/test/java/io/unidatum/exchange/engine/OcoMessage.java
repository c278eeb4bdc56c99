package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.d;

import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.function.Function;

/**
 * A NewOco in DEC/USD.
 *
 * @param flags bits of {@link OrderFlag}.
 * @param stopLimitPrice 0: the stop order becomes a market order.
 */
record OcoMessage(
        Side side,
        TimeInForce timeInForce,
        SelfTradePrevention prevention,
        int flags,
        String quantity,
        String limitPrice,
        String stopPrice,
        String stopLimitPrice,
        long expireTime,
        String clientOrderId,
        String stopClientOrderId)
        implements Function<Commands, byte[]> {

    static OcoMessage of(final Side side, final String quantity, final String limitPrice, final String stopPrice) {
        return new OcoMessage(
                side,
                TimeInForce.GTC,
                SelfTradePrevention.NULL_VAL,
                0,
                quantity,
                limitPrice,
                stopPrice,
                "0",
                0,
                "",
                "");
    }

    OcoMessage stopLimit(final String price) {
        return new OcoMessage(
                side,
                timeInForce,
                prevention,
                flags,
                quantity,
                limitPrice,
                stopPrice,
                price,
                expireTime,
                clientOrderId,
                stopClientOrderId);
    }

    OcoMessage in(final TimeInForce newTimeInForce, final long newExpireTime) {
        return new OcoMessage(
                side,
                newTimeInForce,
                prevention,
                flags,
                quantity,
                limitPrice,
                stopPrice,
                stopLimitPrice,
                newExpireTime,
                clientOrderId,
                stopClientOrderId);
    }

    OcoMessage flags(final int newFlags) {
        return new OcoMessage(
                side,
                timeInForce,
                prevention,
                newFlags,
                quantity,
                limitPrice,
                stopPrice,
                stopLimitPrice,
                expireTime,
                clientOrderId,
                stopClientOrderId);
    }

    OcoMessage preventing(final SelfTradePrevention newPrevention) {
        return new OcoMessage(
                side,
                timeInForce,
                newPrevention,
                flags,
                quantity,
                limitPrice,
                stopPrice,
                stopLimitPrice,
                expireTime,
                clientOrderId,
                stopClientOrderId);
    }

    OcoMessage ids(final String limitId, final String stopId) {
        return new OcoMessage(
                side,
                timeInForce,
                prevention,
                flags,
                quantity,
                limitPrice,
                stopPrice,
                stopLimitPrice,
                expireTime,
                limitId,
                stopId);
    }

    @Override
    public byte[] apply(final Commands commands) {
        return commands.newOco(
                DEC_USD,
                side,
                timeInForce,
                prevention,
                flags,
                d(quantity),
                d(limitPrice),
                d(stopPrice),
                d(stopLimitPrice),
                expireTime,
                clientOrderId,
                stopClientOrderId);
    }
}
