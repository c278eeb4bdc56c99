/**
 * The way into the cluster for gateways, adapters and operators: one embedded media driver a process and a client that
 * sends commands, sends them again over failovers, and tells each command's one outcome.
 *
 * <p>Uses Aeron, Agrona, the codecs and {@code runtime}; knows nothing of the state machine. Start with
 * {@link io.unidatum.exchange.client.ClusterClient}.
 */
package io.unidatum.exchange.client;
