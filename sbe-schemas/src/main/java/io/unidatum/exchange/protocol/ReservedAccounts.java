package io.unidatum.exchange.protocol;

/** Account ids that belong to the exchange. Customers' accounts start at {@link #FIRST_CUSTOMER}. */
public final class ReservedAccounts {
    /** Receives every trading fee. */
    public static final long FEES = 1;

    /** The exchange's own funds. */
    public static final long HOUSE = 2;

    /** Float of the clearing wallets. */
    public static final long CLEARING = 3;

    /** The smallest id a customer's account can have. */
    public static final long FIRST_CUSTOMER = 1000;

    private ReservedAccounts() {}
}
