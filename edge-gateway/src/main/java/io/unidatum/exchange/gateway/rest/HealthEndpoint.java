package io.unidatum.exchange.gateway.rest;

import io.unidatum.exchange.gateway.health.HealthReport;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** How the exchange is, for people, load balancers and alerts. Thread safe. */
public final class HealthEndpoint {
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Supplier<HealthReport> reports;

    /**
     * Constructs the endpoint.
     *
     * @param reports gives the present report, from any thread, at once.
     */
    public HealthEndpoint(final Supplier<HealthReport> reports) {
        this.reports = reports;
    }

    CompletableFuture<Reply> health(final ApiRequest request) {
        final HealthReport report = reports.get();
        final Reply reply = report.acceptingOrders()
                ? Reply.ok(report.json())
                : new Reply(503, report.json(), false, RETRY_AFTER_SECONDS);
        return CompletableFuture.completedFuture(reply);
    }
}
