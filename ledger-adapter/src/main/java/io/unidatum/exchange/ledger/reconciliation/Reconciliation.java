package io.unidatum.exchange.ledger.reconciliation;

import io.unidatum.exchange.ledger.LedgerCompanion;
import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.runtime.FactMetrics;
import io.unidatum.exchange.runtime.Metrics;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles on a schedule beside the ledger: all entries in the first run and once a day, otherwise those behind the
 * checkpoints. Thread safe.
 */
public final class Reconciliation implements LedgerCompanion {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reconciliation.class);
    private static final long FIRST_DELAY_MS = 15_000;
    private static final Duration COMPLETE_EVERY = Duration.ofDays(1);
    private static final long PAGE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(5);
    private static final long CLOSE_SECONDS = 5;

    private final Duration interval;
    private final URI nodeUrl;
    private final AtomicLong runs = new AtomicLong();
    private CommandGateway cluster;
    private ScheduledExecutorService executor;
    private DecoinNodeClient node;
    private long lastCompleteNs;
    private volatile Report last;

    /**
     * Prepares it; nothing runs yet.
     *
     * @param interval between the end of a run and the next; zero for none.
     * @param nodeUrl of the DeCoin node; null for none.
     */
    public Reconciliation(final Duration interval, final URI nodeUrl) {
        this.interval = interval;
        this.nodeUrl = nodeUrl;
    }

    @Override
    public String name() {
        return "reconciliation";
    }

    @Override
    public synchronized void cluster(final CommandGateway newCluster) {
        cluster = newCluster;
    }

    @Override
    public Map<String, Object> health() {
        final Map<String, Object> facts = new LinkedHashMap<>();
        final Report report = last;
        facts.put("status", report == null || report.differenceCount() == 0 ? "UP" : "DEGRADED");
        facts.put("runs", runs.get());
        if (report == null) {
            facts.put("message", interval.isZero() ? "switched off" : "has not run yet");
            return facts;
        }
        facts.put("message", message(report));
        facts.put("clean", report.isClean());
        facts.put("differences", report.differenceCount());
        facts.put("finished", report.problem().isEmpty());
        facts.put("balances", report.balances());
        facts.put("sequence", report.sequence());
        facts.put(
                "ageSeconds", Duration.between(report.finished(), Instant.now()).toSeconds());
        facts.put(
                "durationMs",
                Duration.between(report.started(), report.finished()).toMillis());
        return facts;
    }

    @Override
    public void measure(final Metrics metrics) {
        new FactMetrics(metrics, this::health)
                .gauge(
                        "exchange_reconciliation_clean",
                        "1 if the last run compared everything and all was equal",
                        "clean")
                .gauge("exchange_reconciliation_differences", "Differences that the last run found", "differences")
                .gauge("exchange_reconciliation_finished", "1 if the last run could compare everything", "finished")
                .gauge("exchange_reconciliation_balances", "Balances that the last run compared", "balances")
                .gauge("exchange_reconciliation_sequence", "Event up to which the last run looked", "sequence")
                .gauge("exchange_reconciliation_age_seconds", "How long ago the last run ended", "ageSeconds")
                .gauge("exchange_reconciliation_duration_ms", "How long the last run took, ms", "durationMs")
                .counter("exchange_reconciliation_runs_total", "Runs since the adapter's start", "runs");
    }

    @Override
    public synchronized void start(final DataSource dataSource) {
        if (interval.isZero() || cluster == null) {
            LOGGER.warn(
                    "event=reconciliation_off reason={}", cluster == null ? "no adapter key" : "RECONCILE_INTERVAL");
            return;
        }
        final CommandGateway session = cluster;
        node = nodeUrl == null ? null : new DecoinNodeClient(nodeUrl, NODE_TIMEOUT);
        final Reconciler reconciler =
                new Reconciler(cursor -> session.balances(cursor, PAGE_TIMEOUT_NS), dataSource, node);
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            final Thread thread = new Thread(task, "reconciliation");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(
                () -> run(reconciler, dataSource),
                Math.min(FIRST_DELAY_MS, interval.toMillis()),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        if (executor != null) {
            executor.shutdownNow();
            try {
                executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (final InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            executor = null;
        }
        if (node != null) {
            node.close();
            node = null;
        }
    }

    private void run(final Reconciler reconciler, final DataSource dataSource) {
        try {
            final boolean complete = runs.get() == 0 || System.nanoTime() - lastCompleteNs > COMPLETE_EVERY.toNanos();
            final Report report = reconciler.run(complete, true);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (complete && report.problem().isEmpty()) {
                lastCompleteNs = System.nanoTime();
            }
            last = report;
            runs.incrementAndGet();
            if (report.isClean()) {
                LOGGER.info(
                        "event=reconciled clean=true sequence={} balances={} complete_history={}",
                        report.sequence(),
                        report.balances(),
                        complete);
            } else {
                LOGGER.error("event=reconciled clean=false report=\"{}\"", report.text());
            }
            record(dataSource, report);
        } catch (final SQLException | RuntimeException ex) {
            LOGGER.error("event=reconciliation_failed", ex);
        }
    }

    private static void record(final DataSource dataSource, final Report report) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO reconciliation_runs (started_at,"
                        + " finished_at, complete_history, sequence, balances, differences, problem, report)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setTimestamp(1, Timestamp.from(report.started()));
            insert.setTimestamp(2, Timestamp.from(report.finished()));
            insert.setBoolean(3, report.completeHistory());
            insert.setLong(4, report.sequence());
            insert.setLong(5, report.balances());
            insert.setLong(6, report.differenceCount());
            insert.setString(7, report.problem().isEmpty() ? null : report.problem());
            insert.setString(8, report.text());
            insert.executeUpdate();
        }
    }

    private static String message(final Report report) {
        if (report.differenceCount() > 0) {
            return report.differenceCount() + " differences between state machine, books and chain, such as: "
                    + report.differences().get(0).line()
                    + ". Run 'exchange reconcile' and see docs/reconciliation.md";
        }
        return report.problem().isEmpty() ? "everything agrees" : "the last run was not finished: " + report.problem();
    }
}
