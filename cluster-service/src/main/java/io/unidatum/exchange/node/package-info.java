/**
 * The thin layer that hosts the state machine in Aeron Cluster: the clustered service, the writer of the event journal,
 * the authentication of sessions, and the node that runs all of it in one process.
 *
 * <p>May use Aeron, {@code engine}, {@code protocol} and {@code runtime}. Start with
 * {@link io.unidatum.exchange.node.ExchangeNode}.
 */
package io.unidatum.exchange.node;
