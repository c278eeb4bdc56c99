/**
 * The edge gateway: REST and WebSocket towards traders, SBE towards the cluster. Start with
 * {@link io.unidatum.exchange.gateway.EdgeGateway}.
 *
 * <p>Three kinds of threads, and nothing shared between them but queues and immutable values: Vert.x event loops (REST;
 * one for WebSocket and market data), the cluster client's agent, and the feeds' agent, which alone touches the read
 * model of orders and balances.
 */
package io.unidatum.exchange.gateway;
