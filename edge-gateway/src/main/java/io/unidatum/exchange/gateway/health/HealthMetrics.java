package io.unidatum.exchange.gateway.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.runtime.Metrics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The gateway's gauges: what its {@code /health} says, in numbers. The report is made once a scrape. Thread safe. */
public final class HealthMetrics {
    private static final List<String> COMPONENTS =
            List.of("cluster", "gateway", "market_data", "ledger", "postgres", "redis", "decoin");
    private static final long FRESH_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final HealthMonitor monitor;
    private final LongSupplier nanoClock;
    private HealthReport latest;
    private long takenAt;

    private HealthMetrics(final HealthMonitor monitor, final LongSupplier nanoClock) {
        this.monitor = monitor;
        this.nanoClock = nanoClock;
    }

    /**
     * Adds the gauges.
     *
     * @param metrics to add to.
     * @param monitor that knows.
     */
    public static void register(final Metrics metrics, final HealthMonitor monitor) {
        final HealthMetrics health = new HealthMetrics(monitor, System::nanoTime);
        metrics.gauge(
                "exchange_gateway_accepting_orders",
                "1 if orders sent to this gateway can be carried out",
                () -> health.report().acceptingOrders() ? 1 : 0);
        for (final String component : COMPONENTS) {
            metrics.gauge(
                    "exchange_gateway_component_up",
                    "1 if the component is UP as this gateway sees it",
                    () -> "UP".equals(health.component(component).path("status").asText()) ? 1 : 0,
                    "dependency",
                    component);
        }
        health.gauge(metrics, "exchange_gateway_members_up", "Cluster members up", "cluster", "members_up");
        health.gauge(
                metrics,
                "exchange_gateway_pending_commands",
                "Commands sent to the cluster and not answered yet",
                "gateway",
                "pending_commands");
        health.gauge(
                metrics, "exchange_gateway_rest_connections", "Open REST connections", "gateway", "rest_connections");
        health.gauge(
                metrics,
                "exchange_gateway_websocket_connections",
                "Open WebSocket connections",
                "gateway",
                "websocket_connections");
        health.view(metrics, "exchange_gateway_sequence", "Sequence of the last event in the read model", "sequence");
        health.view(metrics, "exchange_gateway_lag_events", "Events that the read model is behind by", "lag_events");
        health.gauge(
                metrics,
                "exchange_gateway_feed_sequence",
                "Journal sequence of the market data received",
                "market_data",
                "feed_sequence");
    }

    private void gauge(
            final Metrics metrics,
            final String name,
            final String description,
            final String component,
            final String fact) {
        metrics.gauge(name, description, () -> component(component).path(fact).asDouble(Double.NaN));
    }

    private void view(final Metrics metrics, final String name, final String description, final String fact) {
        metrics.gauge(
                name,
                description,
                () -> component("gateway").path("read_model").path(fact).asDouble(Double.NaN));
    }

    private JsonNode component(final String name) {
        return report().json().path("components").path(name);
    }

    private synchronized HealthReport report() {
        final long now = nanoClock.getAsLong();
        if (latest == null || now - takenAt > FRESH_NS) {
            latest = monitor.report();
            takenAt = now;
        }
        return latest;
    }
}
