/**
 * The gateway's read model: the exchange's view, filled from the journal on one thread, and asked from others by
 * queries that wait for a sequence. Start with {@link io.unidatum.exchange.gateway.view.ReadModel}.
 */
package io.unidatum.exchange.gateway.view;
