package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** Which values of a NewOco go together, whatever the state of the exchange. */
final class OcoRules {
    private OcoRules() {}

    static RejectReason check(final NewOcoDecoder oco, final Instrument instrument, final long now) {
        if (!areEnumsKnown(oco)) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final TimeInForce timeInForce = oco.timeInForce();
        if (timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK) {
            return RejectReason.UNSUPPORTED;
        }
        if (!isPrintable(oco, NewOcoDecoder.clientOrderIdEncodingOffset())
                || !isPrintable(oco, NewOcoDecoder.stopClientOrderIdEncodingOffset())) {
            return RejectReason.INVALID_CLIENT_ORDER_ID;
        }
        RejectReason reason = OrderRules.checkQuantity(instrument, oco.quantity());
        if (reason == RejectReason.NONE) {
            reason = checkPrices(oco, instrument);
        }
        if (reason != RejectReason.NONE) {
            return reason;
        }
        final boolean expiryValid = timeInForce == TimeInForce.GTD ? oco.expireTime() > now : oco.expireTime() == 0;
        if (!expiryValid) {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        final boolean apart =
                oco.side() == Side.SELL ? oco.limitPrice() > oco.stopPrice() : oco.limitPrice() < oco.stopPrice();
        return apart ? RejectReason.NONE : RejectReason.INVALID_OCO;
    }

    private static RejectReason checkPrices(final NewOcoDecoder oco, final Instrument instrument) {
        final RejectReason reason = OrderRules.checkPrice(instrument, oco.limitPrice());
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (oco.stopPrice() <= 0 || oco.stopPrice() % instrument.tickSize != 0) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        return oco.stopLimitPrice() == 0 ? RejectReason.NONE : OrderRules.checkPrice(instrument, oco.stopLimitPrice());
    }

    private static boolean areEnumsKnown(final NewOcoDecoder oco) {
        return oco.side() != Side.SBE_UNKNOWN
                && oco.side() != Side.NULL_VAL
                && oco.timeInForce() != TimeInForce.SBE_UNKNOWN
                && oco.timeInForce() != TimeInForce.NULL_VAL
                && oco.selfTradePrevention() != SelfTradePrevention.SBE_UNKNOWN
                && (oco.flags().getRaw() & ~NewOrderRules.KNOWN_FLAGS) == 0;
    }

    private static boolean isPrintable(final NewOcoDecoder oco, final int idOffset) {
        return Ascii.isPrintable(oco.buffer(), oco.offset() + idOffset, ClientOrderId.LENGTH);
    }
}
