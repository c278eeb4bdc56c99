package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.Side;
import java.math.BigInteger;

/** Arithmetic without limits. */
final class Exact {
    static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger ONE = BigInteger.valueOf(100_000_000);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Exact() {}

    static BigInteger of(final long value) {
        return BigInteger.valueOf(value);
    }

    /** Quote amount of a quantity at a price. */
    static BigInteger notional(final long price, final long quantity) {
        final BigInteger[] result = of(price).multiply(of(quantity)).divideAndRemainder(ONE);
        if (result[1].signum() != 0) {
            throw new IllegalStateException("inexact notional of " + quantity + " at " + price);
        }
        return result[0];
    }

    /** Millionths of a millionfold, rounded up. */
    static BigInteger ceilMillionth(final BigInteger value) {
        return value.add(MILLION).subtract(BigInteger.ONE).divide(MILLION);
    }

    /** The part of a value, rounded down. */
    static long share(final long value, final int partsPerMillion) {
        return of(value).multiply(of(partsPerMillion)).divide(MILLION).longValueExact();
    }

    static boolean exceeds63Bits(final BigInteger value) {
        return value.compareTo(MAX) > 0;
    }

    /** How far an order without a limit of its own may trade from a price, rounded to the tick towards that price. */
    static BigInteger protection(final long price, final ModelInstrument instrument, final Side side) {
        final BigInteger step = MILLION.multiply(of(instrument.tick));
        if (side == Side.BUY) {
            return of(price)
                    .multiply(of(1_000_000L + instrument.band))
                    .divide(step)
                    .multiply(of(instrument.tick));
        }
        return of(price)
                .multiply(of(1_000_000L - instrument.band))
                .add(step)
                .subtract(BigInteger.ONE)
                .divide(step)
                .multiply(of(instrument.tick));
    }
}
