package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.math.BigInteger;

/** An order of the plain model. */
final class ModelOrder {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger ONE = BigInteger.valueOf(100_000_000);

    long id;
    ModelAccount account;
    ModelInstrument instrument;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    String clientOrderId;
    long price;
    long quantity;
    long leaves;
    int makerRate;
    int takerRate;
    BigInteger makerNotional = BigInteger.ZERO;
    BigInteger takerNotional = BigInteger.ZERO;
    BigInteger fee = BigInteger.ZERO;
    /** Place in time among resting orders; 0 while it does not rest. */
    long rank;

    static BigInteger notional(final long price, final long quantity) {
        final BigInteger[] result =
                BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity)).divideAndRemainder(ONE);
        if (result[1].signum() != 0) {
            throw new IllegalStateException("inexact notional");
        }
        return result[0];
    }

    BigInteger feeWith(final BigInteger open) {
        final BigInteger worst = BigInteger.valueOf(Math.max(makerRate, takerRate));
        return makerNotional
                .multiply(BigInteger.valueOf(makerRate))
                .add(takerNotional.multiply(BigInteger.valueOf(takerRate)))
                .add(open.multiply(worst))
                .add(MILLION.subtract(BigInteger.ONE))
                .divide(MILLION);
    }

    BigInteger open() {
        return notional(price, leaves);
    }

    BigInteger filledNotional() {
        return makerNotional.add(takerNotional);
    }

    /** Design, decision 3: a sell holds what it may sell, a buy what it may cost, fees included. */
    BigInteger hold() {
        return side == Side.SELL
                ? BigInteger.valueOf(leaves)
                : open().add(feeWith(open())).subtract(fee);
    }

    boolean isTooLarge() {
        final BigInteger before = side == Side.BUY ? filledNotional() : BigInteger.ZERO;
        return before.add(open()).add(feeWith(open())).bitLength() > 63;
    }

    int heldAsset() {
        return side == Side.BUY ? instrument.quote : instrument.base;
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
}
