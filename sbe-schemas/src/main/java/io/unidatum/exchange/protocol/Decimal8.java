package io.unidatum.exchange.protocol;

import java.math.BigDecimal;

/** Decimal text to and from the exchange's integers of 8 decimals. Exact: no double is ever involved. Thread safe. */
public final class Decimal8 {
    /** Units in 1: prices, quantities and amounts are multiples of 10<sup>-8</sup>. */
    public static final long ONE = 100_000_000L;

    /** Decimals after the point. */
    public static final int DECIMALS = 8;

    private static final int MAX_TEXT_LENGTH = 40;

    private Decimal8() {}

    /**
     * Parses a decimal such as {@code 100.5} or {@code 1e-3}.
     *
     * @param text to parse, at most 40 characters.
     * @return the value in units of 10<sup>-8</sup>.
     * @throws NumberFormatException if it is not a decimal number.
     * @throws ArithmeticException if it has more than 8 decimals or does not fit into 64 bits.
     */
    public static long parse(final String text) {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw new NumberFormatException("longer than " + MAX_TEXT_LENGTH + " characters");
        }
        return fromBigDecimal(new BigDecimal(text));
    }

    /**
     * Converts a decimal.
     *
     * @param value to convert.
     * @return the value in units of 10<sup>-8</sup>.
     * @throws ArithmeticException if it has more than 8 decimals or does not fit into 64 bits.
     */
    public static long fromBigDecimal(final BigDecimal value) {
        // Scales far outside would make the conversion below build numbers of that many digits.
        if (value.scale() < -20 || value.scale() > 60) {
            throw new ArithmeticException("out of range");
        }
        return value.movePointRight(DECIMALS).longValueExact();
    }

    /**
     * Converts to a decimal.
     *
     * @param value in units of 10<sup>-8</sup>.
     * @return the decimal, scale 8.
     */
    public static BigDecimal toBigDecimal(final long value) {
        return BigDecimal.valueOf(value, DECIMALS);
    }

    /**
     * Formats with no more decimals than needed and at least {@code 0}: {@code 100.5}, {@code 3}, {@code -0.00000001}.
     *
     * @param value in units of 10<sup>-8</sup>.
     * @return plain decimal text.
     */
    public static String format(final long value) {
        if (value == 0) {
            return "0";
        }
        return toBigDecimal(value).stripTrailingZeros().toPlainString();
    }
}
