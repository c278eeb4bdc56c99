/**
 * Orders on their way to the cluster: parsed exactly, given a request id, encoded, and answered when committed. Start
 * with {@link io.unidatum.exchange.gateway.orders.OrderEntry}.
 */
package io.unidatum.exchange.gateway.orders;
