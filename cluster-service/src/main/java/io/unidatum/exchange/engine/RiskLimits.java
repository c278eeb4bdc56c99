package io.unidatum.exchange.engine;

/**
 * Limits of an account, everywhere or in one instrument; 0: none.
 *
 * @param maxOrderQuantity of one order, base units.
 * @param maxOrderNotional of one order at its price, quote units.
 * @param maxPosition either way, base units.
 */
record RiskLimits(long maxOrderQuantity, long maxOrderNotional, long maxPosition) {
    /** Makes limits. {@return null if there are none} */
    static RiskLimits of(final long maxOrderQuantity, final long maxOrderNotional, final long maxPosition) {
        return (maxOrderQuantity | maxOrderNotional | maxPosition) == 0
                ? null
                : new RiskLimits(maxOrderQuantity, maxOrderNotional, maxPosition);
    }
}
