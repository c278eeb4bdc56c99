package io.unidatum.exchange.gateway.auth;

/**
 * Whom a request acts for. Immutable but for the array, which nobody changes.
 *
 * @param account it acts for.
 * @param apiKeyId that signed it, 0 for a test account's request without credentials.
 * @param mayRead orders, balances, private streams.
 * @param mayTrade new, amend, cancel.
 * @param mayWithdraw ask for withdrawals.
 * @param signature the 32 bytes that signed it, null without credentials.
 */
public record Caller(
        long account, long apiKeyId, boolean mayRead, boolean mayTrade, boolean mayWithdraw, byte[] signature) {
    /**
     * A test account of the development mode.
     *
     * @param account to act for.
     * @return the caller, who may do everything.
     */
    public static Caller ofTestAccount(final long account) {
        return new Caller(account, 0, true, true, true, null);
    }

    /** Whether the request was signed. {@return true if so} */
    public boolean isSigned() {
        return signature != null;
    }
}
