package io.unidatum.exchange.ledger.reconciliation;

import io.unidatum.exchange.client.BalancesPage;

/** The state machine's balances, page by page. */
@FunctionalInterface
public interface BalanceSource {
    /**
     * Asks for a page.
     *
     * @param cursor 0 for the first, then what the page before says.
     * @return the page.
     * @throws RuntimeException if the cluster does not answer.
     */
    BalancesPage page(long cursor);
}
