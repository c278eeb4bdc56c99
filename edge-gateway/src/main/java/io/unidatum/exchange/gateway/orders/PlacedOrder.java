package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.view.OrderRecord;

/**
 * A committed order command.
 *
 * @param order as the command left it.
 * @param replayed true if this is the outcome of an earlier request with the same id.
 * @param complete false if the read model did not get there in time, so that the fills are not listed.
 */
public record PlacedOrder(OrderRecord order, boolean replayed, boolean complete) {}
