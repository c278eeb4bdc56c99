package io.unidatum.exchange.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.protocol.Decimal8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Amounts between JSON and units of 10<sup>-8</sup>, exactly. Stateless and thread safe. */
public final class Amounts {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");
    private static final int MAX_TEXT_LENGTH = 40;

    private Amounts() {}

    /**
     * Reads an amount that may be a JSON number or a string.
     *
     * @param node the value; null or JSON null if it was not given.
     * @param field its name, for the message.
     * @param code of the error if it cannot be read.
     * @param absent value if it was not given.
     * @return units of 10<sup>-8</sup>.
     * @throws ApiException 400 if it is no decimal, has more than 8 decimals or does not fit.
     */
    public static long parse(final JsonNode node, final String field, final String code, final long absent) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return absent;
        }
        try {
            if (node.isNumber()) {
                return Decimal8.fromBigDecimal(node.decimalValue());
            }
            if (node.isTextual()) {
                return parseText(node.textValue());
            }
        } catch (final NumberFormatException ex) {
            throw ApiError.badRequest(code, field + " is not a decimal number: write it as 100.5 or \"100.5\"");
        } catch (final ArithmeticException ex) {
            throw ApiError.badRequest(
                    code, field + " has more than 8 decimals or is out of range: at most 8 decimals, below 92 billion");
        }
        throw ApiError.badRequest(code, field + " must be a number or a string with a number in it");
    }

    /**
     * Formats an amount.
     *
     * @param value units of 10<sup>-8</sup>.
     * @return plain decimal text without needless zeros.
     */
    public static String text(final long value) {
        return Decimal8.format(value);
    }

    /**
     * Average price of what was filled, rounded half up to 8 decimals.
     *
     * @param notional of all fills, quote units of 10<sup>-8</sup>.
     * @param quantity filled, base units of 10<sup>-8</sup>.
     * @return decimal text, null if nothing was filled.
     */
    public static String averagePrice(final long notional, final long quantity) {
        if (quantity == 0) {
            return null;
        }
        final BigDecimal average = Decimal8.toBigDecimal(notional)
                .divide(Decimal8.toBigDecimal(quantity), Decimal8.DECIMALS, RoundingMode.HALF_UP);
        return average.signum() == 0 ? "0" : average.stripTrailingZeros().toPlainString();
    }

    /**
     * Value of a quantity at a price, rounded down to 8 decimals.
     *
     * @param quantity base units of 10<sup>-8</sup>.
     * @param price quote per base, units of 10<sup>-8</sup>.
     * @return decimal text in the quote asset.
     */
    public static String value(final long quantity, final long price) {
        final BigInteger product = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price));
        final BigDecimal value =
                new BigDecimal(product, 2 * Decimal8.DECIMALS).setScale(Decimal8.DECIMALS, RoundingMode.DOWN);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static long parseText(final String text) {
        // BigDecimal itself takes digits of any script and a leading plus: the pattern does not.
        if (text.length() > MAX_TEXT_LENGTH || !DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException();
        }
        return Decimal8.fromBigDecimal(new BigDecimal(text));
    }
}
