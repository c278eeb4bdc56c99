/**
 * Proves that the state machine, the books in PostgreSQL and the DeCoin chain say the same, to the last base unit.
 * Start with {@link io.unidatum.exchange.ledger.reconciliation.Reconciler}; it only reads, but for its checkpoints.
 */
package io.unidatum.exchange.ledger.reconciliation;
