package io.unidatum.exchange.gateway.auth;

import io.unidatum.exchange.gateway.api.ApiError;

/**
 * The accounts that anybody may act for in development mode. Immutable.
 *
 * @param enabled false outside the development mode: there are none then.
 * @param first of the accounts, the one that a request acts for if it names none.
 * @param count of the accounts.
 */
public record TestAccounts(boolean enabled, long first, int count) {
    /**
     * Whom a request without credentials acts for.
     *
     * @param named account, decimal; null if none was named.
     * @return the caller.
     * @throws io.unidatum.exchange.gateway.api.ApiException 401 outside the development mode, 403 for another account.
     */
    public Caller caller(final String named) {
        if (!enabled) {
            throw new ApiError(
                            401,
                            "MISSING_CREDENTIALS",
                            "this needs an API key: send X-API-Key, X-Timestamp and X-Signature, see docs/rest-api.md")
                    .exception();
        }
        if (named == null) {
            return Caller.ofTestAccount(first);
        }
        final long account = named.matches("[0-9]{1,18}") ? Long.parseLong(named) : -1;
        if (account < first || account >= first + count) {
            throw new ApiError(
                            403,
                            "NOT_A_TEST_ACCOUNT",
                            "test accounts are " + first + " to " + (first + count - 1) + ": name one of them")
                    .exception();
        }
        return Caller.ofTestAccount(account);
    }
}
