package io.unidatum.exchange.ledger.reconciliation;

import io.unidatum.exchange.protocol.Decimal8;
import java.math.BigDecimal;

/**
 * Something that two records say differently.
 *
 * @param check which comparison found it.
 * @param subject what it is about, such as {@code account 1001 DEC}.
 * @param expected by the record that the check trusts, base units of 10<sup>-8</sup>.
 * @param found in the other record, base units.
 * @param text what it means.
 */
public record Difference(String check, String subject, BigDecimal expected, BigDecimal found, String text) {
    static Difference of(
            final String check, final String subject, final long expected, final long found, final String text) {
        return new Difference(check, subject, BigDecimal.valueOf(expected), BigDecimal.valueOf(found), text);
    }

    /** A line for people. {@return the line} */
    public String line() {
        return String.format(
                "%-12s %-28s expected %s, found %s, difference %s: %s",
                check, subject, decimal(expected), decimal(found), decimal(found.subtract(expected)), text);
    }

    private static String decimal(final BigDecimal units) {
        return units.movePointLeft(Decimal8.DECIMALS).stripTrailingZeros().toPlainString();
    }
}
