package io.unidatum.exchange.protocol;

/**
 * What an account has bought less what it has sold in one instrument, what that has cost, and what it has gained on
 * what was closed. Fees are apart. The state machine and every read model keep positions with this class, so that they
 * agree to the last unit.
 *
 * <p>Products go through 128 bits; sums stop at plus or minus 2<sup>63</sup> - 1. Allocates nothing. Not thread safe.
 */
public final class Position {
    private long quantity;
    private long cost;
    private long realised;

    /**
     * Takes over a state that was read from another.
     *
     * @param newQuantity base units, signed.
     * @param newCost quote units, 0 or more.
     * @param newRealised quote units, signed.
     */
    public void set(final long newQuantity, final long newCost, final long newRealised) {
        quantity = newQuantity;
        cost = newCost;
        realised = newRealised;
    }

    /**
     * Counts a fill in. One against the position closes it first, at average cost, and what is left of the fill opens a
     * position the other way.
     *
     * @param buy true if it was bought.
     * @param fill base units, above 0.
     * @param notional quote units, 0 or more.
     */
    public void fill(final boolean buy, final long fill, final long notional) {
        final boolean isLong = quantity > 0;
        if (quantity == 0 || isLong == buy) {
            cost = add(cost, notional);
            quantity = add(quantity, buy ? fill : -fill);
            return;
        }
        final long open = Math.abs(quantity);
        final long closed = Math.min(open, fill);
        final long closedCost = closed == open ? cost : multiplyDivide(cost, closed, open);
        final long closedNotional = closed == fill ? notional : multiplyDivide(notional, closed, fill);
        realised = add(realised, isLong ? closedNotional - closedCost : closedCost - closedNotional);
        if (fill > open) {
            quantity = buy ? fill - open : open - fill;
            cost = notional - closedNotional;
        } else {
            quantity += buy ? fill : -fill;
            cost -= closedCost;
        }
    }

    /** Bought less sold. {@return base units, above 0 if long, below if short} */
    public long quantity() {
        return quantity;
    }

    /** What was paid for a long position or received for a short one. {@return quote units, 0 or more} */
    public long cost() {
        return cost;
    }

    /** Gained, or lost, on what has been closed. {@return quote units, fees apart} */
    public long realised() {
        return realised;
    }

    /** Cost of one, rounded down. {@return a price, 0 without a position} */
    public long averagePrice() {
        return quantity == 0 ? 0 : multiplyDivide(cost, Decimal8.ONE, Math.abs(quantity));
    }

    /**
     * What closing it at a price would gain, or lose.
     *
     * @param price above 0.
     * @return quote units, fees apart; its value at the price is rounded down.
     */
    public long unrealised(final long price) {
        final long value = multiplyDivide(Math.abs(quantity), price, Decimal8.ONE);
        return quantity < 0 ? cost - value : value - cost;
    }

    /** Whether nothing was ever bought or sold, or nothing is left to tell of it. {@return true if all is 0} */
    public boolean isBlank() {
        return quantity == 0 && cost == 0 && realised == 0;
    }

    private static long add(final long a, final long b) {
        final long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        return Math.max(sum, -Long.MAX_VALUE);
    }

    /** a x b / divisor, rounded down, at most 2^63 - 1; a and b are 0 or more, the divisor is above 0. */
    static long multiplyDivide(final long a, final long b, final long divisor) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high == 0) {
            final long quotient = Long.divideUnsigned(low, divisor);
            return quotient < 0 ? Long.MAX_VALUE : quotient;
        }
        if (high >= divisor) {
            return Long.MAX_VALUE;
        }
        final long quotient = divide(high, low, divisor);
        return quotient < 0 ? Long.MAX_VALUE : quotient;
    }

    /** Schoolbook division of 128 bits by 63 in two digits of 32 bits; high is below the divisor. */
    private static long divide(final long high, final long low, final long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long normal = divisor << shift;
        final long top = high << shift | low >>> 1 >>> (63 - shift);
        final long bottom = low << shift;

        final long first = digit(top, bottom >>> 32, normal);
        final long rest = (top << 32 | bottom >>> 32) - first * normal;
        final long second = digit(rest, bottom & 0xFFFF_FFFFL, normal);
        return first << 32 | second;
    }

    /** One digit of 32 bits: (dividend x 2^32 + next) / divisor, the dividend being below the divisor. */
    private static long digit(final long dividend, final long next, final long divisor) {
        final long divisorHigh = divisor >>> 32;
        final long divisorLow = divisor & 0xFFFF_FFFFL;
        long digit = Long.divideUnsigned(dividend, divisorHigh);
        long rest = dividend - digit * divisorHigh;
        while (digit >>> 32 != 0 || Long.compareUnsigned(digit * divisorLow, rest << 32 | next) > 0) {
            digit--;
            rest += divisorHigh;
            if (rest >>> 32 != 0) {
                break;
            }
        }
        return digit;
    }
}
