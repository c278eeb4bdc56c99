package io.unidatum.exchange.ledger.settlement;

import java.util.Locale;

/** How accounts' DEC is kept on chain. Fixed once there are records. */
public enum CustodyMode {
    /** A few wallets, over which accounts are spread by their id. */
    POOLED,
    /** A wallet for each account. */
    SEGREGATED;

    /** As it is written in settings and records. {@return the lower-case name} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a mode.
     *
     * @param code as {@link #code} gives it.
     * @return the mode.
     * @throws IllegalArgumentException if there is no such mode.
     */
    public static CustodyMode of(final String code) {
        for (final CustodyMode mode : values()) {
            if (mode.code().equals(code)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("custody is pooled or segregated, not " + code);
    }
}
