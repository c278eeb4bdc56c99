package io.unidatum.exchange.gateway.orders;

/**
 * New terms of an open order.
 *
 * @param price units of 10<sup>-8</sup>, 0 to leave it.
 * @param quantity new total, filled part included, units of 10<sup>-8</sup>, 0 to leave it.
 * @param stopPrice of an order that waits for its trigger, units of 10<sup>-8</sup>, 0 to leave it.
 */
public record AmendRequest(long price, long quantity, long stopPrice) {}
