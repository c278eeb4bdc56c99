package io.unidatum.exchange.devnet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floats as the real node writes them: {@code 25.0}, {@code 1.5}, {@code 1e+16}. */
final class PythonFloat {
    private static final int FIRST_SCIENTIFIC_EXPONENT = 16;
    private static final int LAST_SCIENTIFIC_EXPONENT = -5;

    private static final int MAX_DIGITS = 17;

    private PythonFloat() {}

    /**
     * Formats.
     *
     * @param value finite.
     * @return the text that Python's {@code repr} gives.
     */
    static String format(final double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        final BigDecimal decimal = shortest(value);
        final int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent > LAST_SCIENTIFIC_EXPONENT && exponent < FIRST_SCIENTIFIC_EXPONENT) {
            final String plain = decimal.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        final String digits = decimal.unscaledValue().abs().toString();
        final String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        final String magnitude = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + magnitude;
    }

    /** The fewest digits that read back as the value; {@code Double.toString} gives more on older JDKs. */
    private static BigDecimal shortest(final double value) {
        final BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            final BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }
}
