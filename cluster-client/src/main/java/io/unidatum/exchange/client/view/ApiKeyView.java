package io.unidatum.exchange.client.view;

/**
 * An API key of an account. Its secret is not here.
 *
 * @param apiKeyId its id.
 * @param account it acts for.
 * @param generation of its secret.
 * @param mayRead orders, balances, private streams.
 * @param mayTrade new, amend, cancel.
 * @param mayWithdraw ask for withdrawals.
 * @param enabled false if it was switched off.
 */
public record ApiKeyView(
        long apiKeyId,
        long account,
        int generation,
        boolean mayRead,
        boolean mayTrade,
        boolean mayWithdraw,
        boolean enabled) {}
