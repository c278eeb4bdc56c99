/**
 * The truth about each component, asked every second and composed for {@code /health}. Start with {@link
 * io.unidatum.exchange.gateway.health.HealthMonitor}.
 */
package io.unidatum.exchange.gateway.health;
