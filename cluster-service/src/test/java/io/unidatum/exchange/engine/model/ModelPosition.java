package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.Side;
import java.math.BigInteger;

/** Bought less sold in one instrument, at average cost. */
final class ModelPosition {
    BigInteger quantity = BigInteger.ZERO;
    BigInteger cost = BigInteger.ZERO;
    BigInteger realised = BigInteger.ZERO;

    void fill(final Side side, final long filled, final BigInteger notional) {
        final BigInteger signed = Exact.of(side == Side.BUY ? filled : -filled);
        if (quantity.signum() * signed.signum() >= 0) {
            quantity = saturated(quantity.add(signed));
            cost = saturated(cost.add(notional));
            return;
        }
        final boolean isLong = quantity.signum() > 0;
        final BigInteger fill = Exact.of(filled);
        final BigInteger closed = quantity.abs().min(fill);
        final BigInteger closedCost = cost.multiply(closed).divide(quantity.abs());
        final BigInteger closedNotional = notional.multiply(closed).divide(fill);
        final BigInteger gain = isLong ? closedNotional.subtract(closedCost) : closedCost.subtract(closedNotional);
        realised = saturated(realised.add(gain));
        quantity = quantity.add(signed);
        cost = closed.equals(fill) ? cost.subtract(closedCost) : notional.subtract(closedNotional);
    }

    private static BigInteger saturated(final BigInteger value) {
        return value.max(Exact.of(Long.MIN_VALUE)).min(Exact.of(Long.MAX_VALUE));
    }

    /** How much an order of a side may trade without increasing the position. */
    BigInteger reducible(final Side side) {
        return (side == Side.SELL ? quantity : quantity.negate()).max(BigInteger.ZERO);
    }
}
