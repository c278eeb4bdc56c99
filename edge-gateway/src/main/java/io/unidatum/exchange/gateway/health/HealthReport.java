package io.unidatum.exchange.gateway.health;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the exchange is.
 *
 * @param acceptingOrders false if orders sent to this gateway cannot be carried out.
 * @param json the whole report.
 */
public record HealthReport(boolean acceptingOrders, ObjectNode json) {}
