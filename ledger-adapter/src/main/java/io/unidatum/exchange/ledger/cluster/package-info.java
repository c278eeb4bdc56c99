/**
 * The adapter's own commands to the cluster: deposits, ends of withdrawals, acknowledgements of the journal. Start with
 * {@link io.unidatum.exchange.ledger.cluster.CommandGateway}; {@link
 * io.unidatum.exchange.ledger.cluster.AdapterClient} is the one that really sends.
 */
package io.unidatum.exchange.ledger.cluster;
