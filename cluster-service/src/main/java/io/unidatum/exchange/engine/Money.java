package io.unidatum.exchange.engine;

/** Exact arithmetic on amounts that are never negative. Overflow is a result of its own, never a wrap. */
final class Money {
    /** What overflowed. */
    static final long OVERFLOW = -1;

    static final long PARTS_PER_MILLION = 1_000_000;
    private static final long UNITS_PER_ONE = 100_000_000;

    private Money() {}

    /** Product of two amounts. {@return OVERFLOW if it exceeds 63 bits, or if either is OVERFLOW} */
    static long multiply(final long a, final long b) {
        if (a < 0 || b < 0) {
            return OVERFLOW;
        }
        final long low = a * b;
        return Math.multiplyHigh(a, b) != 0 || low < 0 ? OVERFLOW : low;
    }

    /** Sum of two amounts. {@return OVERFLOW if it exceeds 63 bits, or if either is OVERFLOW} */
    static long add(final long a, final long b) {
        if (a < 0 || b < 0) {
            return OVERFLOW;
        }
        final long sum = a + b;
        return sum < 0 ? OVERFLOW : sum;
    }

    /** Sum of two amounts, or the largest amount there is if it would exceed that. */
    static long addSaturating(final long a, final long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /**
     * Quote base units in one tick times one lot.
     *
     * @return OVERFLOW if tick times lot is not a whole number of quote base units, or exceeds 63 bits.
     */
    static long notionalPerTickLot(final long tickSize, final long lotSize) {
        final long tickOnes = tickSize / UNITS_PER_ONE;
        final long tickRest = tickSize % UNITS_PER_ONE;
        final long lotOnes = lotSize / UNITS_PER_ONE;
        final long lotRest = lotSize % UNITS_PER_ONE;
        final long rests = tickRest * lotRest;
        if (rests % UNITS_PER_ONE != 0) {
            return OVERFLOW;
        }
        // (T + t) * L = T * L + t * lotOnes * 10^8 + t * l, each divided by 10^8.
        return add(add(multiply(tickOnes, lotSize), multiply(tickRest, lotOnes)), rests / UNITS_PER_ONE);
    }

    /**
     * The fee on what was made, taken and may still come: ceil((made x makerRate + taken x takerRate + rest x
     * restRate) / 10^6), exact although the products exceed 64 bits.
     *
     * @return the fee; at most 3/10 of 2^63, so never an overflow.
     */
    static long fee(
            final long made,
            final int makerRate,
            final long taken,
            final int takerRate,
            final long rest,
            final int restRate) {
        final long whole = made / PARTS_PER_MILLION * makerRate
                + taken / PARTS_PER_MILLION * takerRate
                + rest / PARTS_PER_MILLION * restRate;
        final long parts = made % PARTS_PER_MILLION * makerRate
                + taken % PARTS_PER_MILLION * takerRate
                + rest % PARTS_PER_MILLION * restRate;
        return whole + (parts + PARTS_PER_MILLION - 1) / PARTS_PER_MILLION;
    }

    /** The part of a whole, rounded down: value x partsPerMillion / 10^6 for at most a million parts. */
    static long share(final long value, final int partsPerMillion) {
        return value / PARTS_PER_MILLION * partsPerMillion
                + value % PARTS_PER_MILLION * partsPerMillion / PARTS_PER_MILLION;
    }
}
