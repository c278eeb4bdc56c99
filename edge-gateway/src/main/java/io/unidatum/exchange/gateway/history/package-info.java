/**
 * Orders that the read model has forgotten, from PostgreSQL. The one class here is {@link
 * io.unidatum.exchange.gateway.history.History}.
 */
package io.unidatum.exchange.gateway.history;
