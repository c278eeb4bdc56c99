/**
 * What the gateway asks the ledger adapter for: deposits, withdrawals, deposit addresses, proofs of settlement. Start
 * with {@link io.unidatum.exchange.gateway.funds.LedgerClient}.
 */
package io.unidatum.exchange.gateway.funds;
