package io.unidatum.exchange.gateway.market;

import java.util.Locale;

/** What can be subscribed to. */
public enum Channel {
    /** Levels of a book. */
    ORDERBOOK,
    /** Trades of a symbol. */
    TRADES,
    /** The rolling 24 hours of a symbol. */
    TICKER,
    /** An account's own orders, fills and balances. */
    ACCOUNT;

    /** Its name on the wire. {@return lower case} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a channel by its name.
     *
     * @param text in either case.
     * @return null if there is none of that name.
     */
    public static Channel of(final String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "orderbook" -> ORDERBOOK;
            case "trades" -> TRADES;
            case "ticker" -> TICKER;
            case "account" -> ACCOUNT;
            default -> null;
        };
    }
}
