/**
 * Money from and to the DeCoin chain: deposits are found in blocks and credited by commands, swept from their
 * addresses into custody wallets, and withdrawals are paid. {@link io.unidatum.exchange.ledger.funds.Funds} puts it
 * together; its work runs in settlement's thread, which alone makes transfers. What is in the books follows from the
 * journal only; the tables of {@code V6__funds.sql} say what was seen and done on chain. Start with {@link
 * io.unidatum.exchange.ledger.funds.FundsCycle}.
 */
package io.unidatum.exchange.ledger.funds;
