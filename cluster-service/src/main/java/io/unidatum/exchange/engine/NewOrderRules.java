package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.agrona.DirectBuffer;

/** Which values of a NewOrder go together, whatever the state of the exchange. */
final class NewOrderRules {
    /** Bits of {@link OrderFlag} that a command may set. */
    static final int KNOWN_FLAGS = OrderFlag.POST_ONLY | OrderFlag.REDUCE_ONLY;

    private static final int MAX_TRAILING_RATE = 999_999;
    private static final int SIDE = NewOrderDecoder.sideEncodingOffset();
    private static final int ORDER_TYPE = NewOrderDecoder.orderTypeEncodingOffset();
    private static final int TIME_IN_FORCE = NewOrderDecoder.timeInForceEncodingOffset();
    private static final int SELF_TRADE_PREVENTION = NewOrderDecoder.selfTradePreventionEncodingOffset();
    private static final int CANCEL_NEWEST = SelfTradePrevention.CANCEL_NEWEST.value();
    private static final int NO_PREVENTION = SelfTradePrevention.NULL_VAL.value();
    private static final int LIMIT = OrderType.LIMIT.value();
    private static final int GTC = TimeInForce.GTC.value();
    private static final int IOC = TimeInForce.IOC.value();
    private static final int BUY = Side.BUY.value();
    private static final int SELL = Side.SELL.value();

    private NewOrderRules() {}

    /** Every enumeration holds a value that there is. */
    static boolean areEnumsKnown(final NewOrderDecoder order) {
        return order.side() != Side.SBE_UNKNOWN
                && order.side() != Side.NULL_VAL
                && order.orderType() != OrderType.SBE_UNKNOWN
                && order.orderType() != OrderType.NULL_VAL
                && order.timeInForce() != TimeInForce.SBE_UNKNOWN
                && order.timeInForce() != TimeInForce.NULL_VAL
                && order.selfTradePrevention() != SelfTradePrevention.SBE_UNKNOWN
                && (order.flags().getRaw() & ~KNOWN_FLAGS) == 0;
    }

    /**
     * Whether it is what nearly every order is: a limit order, GTC or IOC, and nothing else. Then all enumerations are
     * known, it is plain, and of its values only price, quantity and client order id are left to check. Bytes are
     * compared, since finding the constant of each would take longer.
     */
    static boolean isPlainLimit(final NewOrderDecoder order) {
        final DirectBuffer buffer = order.buffer();
        final int block = order.offset();
        final int side = buffer.getByte(block + SIDE) & 0xff;
        final int timeInForce = buffer.getByte(block + TIME_IN_FORCE) & 0xff;
        final int prevention = buffer.getByte(block + SELF_TRADE_PREVENTION) & 0xff;
        return (side == BUY | side == SELL)
                && (buffer.getByte(block + ORDER_TYPE) & 0xff) == LIMIT
                && (timeInForce == GTC | timeInForce == IOC)
                && (prevention == CANCEL_NEWEST | prevention == NO_PREVENTION)
                && others(order) == 0;
    }

    /** Whether it is what encoding version 1 knows: limit or market, GTC or IOC, and nothing else. */
    static boolean isPlain(final NewOrderDecoder order) {
        final OrderType type = order.orderType();
        final TimeInForce timeInForce = order.timeInForce();
        final SelfTradePrevention prevention = order.selfTradePrevention();
        return (type == OrderType.LIMIT && (timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.IOC)
                        || type == OrderType.MARKET && timeInForce == TimeInForce.IOC)
                && (prevention == SelfTradePrevention.CANCEL_NEWEST || prevention == SelfTradePrevention.NULL_VAL)
                && others(order) == 0;
    }

    /** Zero if nothing is set that only special orders have. */
    private static long others(final NewOrderDecoder order) {
        return order.stopPrice()
                | order.displayQuantity()
                | order.expireTime()
                | order.quoteAmount()
                | order.flags().getRaw()
                | trailingOffset(order)
                | trailingRate(order);
    }

    /** Whether type, time in force and flags go together. */
    static boolean isSupported(final NewOrderDecoder order) {
        final boolean atOnce = isAtOnce(order.timeInForce());
        final boolean postOnly = (order.flags().getRaw() & OrderFlag.POST_ONLY) != 0;
        final boolean fits =
                switch (order.orderType()) {
                    case MARKET ->
                        atOnce && (order.timeInForce() == TimeInForce.IOC || order.quoteAmount() == 0) && !postOnly;
                    case STOP, TAKE_PROFIT, TRAILING_STOP -> !atOnce && !postOnly;
                    default -> true;
                };
        return fits && !(postOnly && atOnce);
    }

    /** Price, stop price, trailing distance, display quantity and expiry, in this order. */
    static RejectReason checkPrices(final NewOrderDecoder order, final Instrument instrument, final long now) {
        final OrderType type = order.orderType();
        RejectReason reason = RejectReason.NONE;
        if (hasLimitPrice(type)) {
            reason = OrderRules.checkPrice(instrument, order.price());
        } else if (order.price() != 0) {
            reason = RejectReason.INVALID_PRICE;
        }
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (!isStopPriceValid(order, instrument)) {
            return RejectReason.INVALID_STOP_PRICE;
        }
        if (!isTrailingValid(order, instrument)) {
            return RejectReason.INVALID_TRAILING_OFFSET;
        }
        if (!isDisplayValid(order, instrument)) {
            return RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        final boolean expiryValid =
                order.timeInForce() == TimeInForce.GTD ? order.expireTime() > now : order.expireTime() == 0;
        return expiryValid ? RejectReason.NONE : RejectReason.INVALID_EXPIRE_TIME;
    }

    /** By quantity, or by quote amount. */
    static RejectReason checkQuantity(final NewOrderDecoder order, final Instrument instrument) {
        if (order.quoteAmount() == 0) {
            return OrderRules.checkQuantity(instrument, order.quantity());
        }
        final boolean valid = order.orderType() == OrderType.MARKET
                && order.side() == Side.BUY
                && order.quantity() == 0
                && order.quoteAmount() > 0;
        return valid ? RejectReason.NONE : RejectReason.INVALID_QUOTE_AMOUNT;
    }

    static long trailingOffset(final NewOrderDecoder order) {
        final long offset = order.trailingOffset();
        return offset == NewOrderDecoder.trailingOffsetNullValue() ? 0 : offset;
    }

    static int trailingRate(final NewOrderDecoder order) {
        final int rate = order.trailingRate();
        return rate == NewOrderDecoder.trailingRateNullValue() ? 0 : rate;
    }

    private static boolean isAtOnce(final TimeInForce timeInForce) {
        return timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK;
    }

    private static boolean hasLimitPrice(final OrderType type) {
        return type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT;
    }

    private static boolean isStopPriceValid(final NewOrderDecoder order, final Instrument instrument) {
        final OrderType type = order.orderType();
        final long stop = order.stopPrice();
        final boolean needed = type != OrderType.LIMIT && type != OrderType.MARKET && type != OrderType.TRAILING_STOP;
        return needed ? stop > 0 && stop % instrument.tickSize == 0 : stop == 0;
    }

    private static boolean isTrailingValid(final NewOrderDecoder order, final Instrument instrument) {
        final long offset = trailingOffset(order);
        final int rate = trailingRate(order);
        if (order.orderType() != OrderType.TRAILING_STOP) {
            return offset == 0 && rate == 0;
        }
        return offset == 0
                ? rate > 0 && rate <= MAX_TRAILING_RATE
                : rate == 0 && offset > 0 && offset % instrument.tickSize == 0;
    }

    private static boolean isDisplayValid(final NewOrderDecoder order, final Instrument instrument) {
        final long display = order.displayQuantity();
        return display == 0
                || order.orderType() == OrderType.LIMIT
                        && !isAtOnce(order.timeInForce())
                        && display > 0
                        && display % instrument.lotSize == 0
                        && display < order.quantity()
                        && OrderRules.isDisplayEnough(display, order.quantity());
    }
}
