package io.unidatum.exchange.gateway.health;

import io.unidatum.exchange.gateway.Neighbours;
import io.unidatum.exchange.gateway.history.History;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.vertx.core.Vertx;
import java.util.List;

/** Sets up the probes from the settings and asks them at an interval. */
public final class HealthPolling implements AutoCloseable {
    private final Vertx vertx;
    private final RedisQuestion redis;
    private final HealthMonitor monitor;
    private final long timer;

    private HealthPolling(
            final Vertx vertx, final RedisQuestion redis, final HealthMonitor monitor, final long intervalMs) {
        this.vertx = vertx;
        this.redis = redis;
        this.monitor = monitor;
        monitor.ask();
        this.timer = vertx.setPeriodic(intervalMs, id -> monitor.ask());
    }

    /**
     * Starts to ask.
     *
     * @param vertx to ask with.
     * @param members of the cluster.
     * @param neighbours whom to ask.
     * @param history the database, null if there is none.
     * @param sources what the gateway knows by itself.
     * @param developmentMode to report.
     * @param version to report.
     * @return the running poller.
     */
    public static HealthPolling launch(
            final Vertx vertx,
            final List<MemberEndpoints> members,
            final Neighbours neighbours,
            final History history,
            final HealthMonitor.Sources sources,
            final boolean developmentMode,
            final String version) {
        final HttpQuestions http = new HttpQuestions(vertx);
        final List<Probe> nodes = members.stream()
                .map(member -> new Probe(
                        "node-" + member.memberId(), http.ownProcess("http://" + member.status() + "/health")))
                .toList();
        final RedisQuestion redis = neighbours.redisHost().isEmpty()
                ? null
                : new RedisQuestion(neighbours.redisHost(), neighbours.redisPort(), neighbours.redisPassword());
        final String decoinUrl = neighbours.decoinNodeUrl().replaceAll("/+$", "");
        final HealthMonitor.Probes probes = new HealthMonitor.Probes(
                ownProcess("market-data", neighbours.marketDataStatusUrl(), http),
                ownProcess("ledger", neighbours.ledgerStatusUrl(), http),
                history == null
                        ? Probe.notConfigured("postgres")
                        : new Probe("postgres", () -> history.probe()
                                .thenApply(valid -> valid ? ProbeResult.UP : ProbeResult.down("it does not answer"))),
                redis == null ? Probe.notConfigured("redis") : new Probe("redis", redis::ask),
                decoinUrl.isEmpty()
                        ? Probe.notConfigured("decoin")
                        : new Probe("decoin", http.liveness(decoinUrl + "/health")));
        final HealthMonitor monitor = new HealthMonitor(sources, members, nodes, probes, developmentMode, version);
        return new HealthPolling(
                vertx, redis, monitor, neighbours.healthInterval().toMillis());
    }

    /** What the components answered. {@return the monitor} */
    public HealthMonitor monitor() {
        return monitor;
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        if (redis != null) {
            redis.close();
        }
    }

    private static Probe ownProcess(final String name, final String url, final HttpQuestions http) {
        return url.isEmpty() ? Probe.notConfigured(name) : new Probe(name, http.ownProcess(url));
    }
}
