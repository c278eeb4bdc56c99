package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.math.BigInteger;

/** An order, open or being executed. */
final class ModelOrder {
    long id;
    ModelAccount account;
    ModelInstrument instrument;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    SelfTradePrevention prevention = SelfTradePrevention.CANCEL_NEWEST;
    boolean postOnly;
    boolean reduceOnly;
    boolean massQuote;
    String clientOrderId = "";
    long connectionId;
    /** The worst price at which it may trade, as long as it has not been triggered: at its first trigger. */
    long price;

    long stop;
    /** Total, filled part included. */
    long quantity;

    long leaves;
    long display;
    long visible;
    long expireTime;
    BigInteger quoteAmount = BigInteger.ZERO;
    long trailingOffset;
    int trailingRate;
    long peak;
    int makerRate;
    int takerRate;
    BigInteger makerNotional = BigInteger.ZERO;
    BigInteger takerNotional = BigInteger.ZERO;
    BigInteger fee = BigInteger.ZERO;
    long acceptedTime;
    /** Null while it is being executed. */
    OrderPlace place;
    /** Place in time among those that stand where it does. */
    long rank;
    /** OCO: the other leg. */
    ModelOrder partner;

    boolean isBuy() {
        return side == Side.BUY;
    }

    /** Whether it becomes an order without a limit price. */
    boolean isMarketType() {
        return type == OrderType.MARKET
                || type == OrderType.STOP
                || type == OrderType.TAKE_PROFIT
                || type == OrderType.TRAILING_STOP;
    }

    boolean isWaitingType() {
        return isWaitingType(type);
    }

    static boolean isWaitingType(final OrderType type) {
        return type != OrderType.LIMIT && type != OrderType.MARKET;
    }

    /** Whether what is left of it rests, be it that it waits before. */
    boolean comesToRest() {
        return !isMarketType() && !endsByItself(timeInForce);
    }

    static boolean endsByItself(final TimeInForce timeInForce) {
        return timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK;
    }

    /** Whether it fires when the last price is at its stop or above it. */
    boolean isRising() {
        final boolean takesProfit = type == OrderType.TAKE_PROFIT || type == OrderType.TAKE_PROFIT_LIMIT;
        return isBuy() != takesProfit;
    }

    boolean isIceberg() {
        return display != 0;
    }

    boolean rests() {
        return place == OrderPlace.BOOK;
    }

    int heldAsset() {
        return isBuy() ? instrument.quote : instrument.base;
    }

    BigInteger filledNotional() {
        return makerNotional.add(takerNotional);
    }

    /** The fee that it will have cost when this much more has been traded at the higher of its rates. */
    BigInteger feeWith(final BigInteger open) {
        return Exact.ceilMillionth(makerNotional
                .multiply(Exact.of(makerRate))
                .add(takerNotional.multiply(Exact.of(takerRate)))
                .add(open.multiply(Exact.of(Math.max(makerRate, takerRate)))));
    }

    /** Its worst case by itself. */
    BigInteger need() {
        if (!isBuy()) {
            return Exact.of(leaves);
        }
        if (quoteAmount.signum() != 0) {
            return quoteAmount.subtract(filledNotional()).subtract(fee);
        }
        final BigInteger open = Exact.notional(price, leaves);
        return open.add(feeWith(open)).subtract(fee);
    }

    /** What is held for it: of two linked ones the limit order has the larger need, and the stop order nothing. */
    BigInteger hold() {
        if (partner == null) {
            return need();
        }
        return isWaitingType() ? BigInteger.ZERO : need().max(partner.need());
    }

    boolean isTooLarge() {
        if (quoteAmount.signum() != 0) {
            return false;
        }
        final BigInteger open = Exact.notional(price, leaves);
        final BigInteger before = isBuy() ? filledNotional() : BigInteger.ZERO;
        return Exact.exceeds63Bits(before.add(open).add(feeWith(open)));
    }

    /** Books a fill. {@return its fee} */
    BigInteger fill(final BigInteger notional, final long filled, final boolean asMaker) {
        if (asMaker) {
            makerNotional = makerNotional.add(notional);
        } else {
            takerNotional = takerNotional.add(notional);
        }
        leaves -= filled;
        final BigInteger total = feeWith(BigInteger.ZERO);
        final BigInteger delta = total.subtract(fee);
        fee = total;
        return delta;
    }

    OrderStatus openStatus() {
        return leaves == quantity ? OrderStatus.NEW : OrderStatus.PARTIALLY_FILLED;
    }
}
