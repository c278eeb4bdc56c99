package io.unidatum.exchange.gateway.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.unidatum.exchange.runtime.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts answers by method and status, and how long they took. Thread safe. */
public final class RequestMetrics {
    private final Metrics metrics;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    /**
     * Constructs with where to count.
     *
     * @param metrics of the process.
     */
    public RequestMetrics(final Metrics metrics) {
        this.metrics = metrics;
    }

    void onAnswer(final String method, final int status, final long durationNs) {
        final String name = known(method);
        counters.computeIfAbsent(
                        name + status,
                        key -> metrics.counter(
                                "exchange_gateway_requests_total",
                                "REST requests answered, by method and HTTP status",
                                "method",
                                name,
                                "status",
                                Integer.toString(status)))
                .increment();
        timers.computeIfAbsent(name, this::timer).record(durationNs, TimeUnit.NANOSECONDS);
    }

    String scrape() {
        return metrics.scrape();
    }

    private Timer timer(final String method) {
        return Timer.builder("exchange_gateway_request_seconds")
                .description("From a request's head to its answer")
                .tag("method", method)
                .register(metrics.registry());
    }

    /** Anybody can send any word as the method: it must not become a metric of its own. */
    private static String known(final String method) {
        return switch (method) {
            case "GET", "POST", "PUT", "DELETE", "OPTIONS" -> method;
            default -> "OTHER";
        };
    }
}
