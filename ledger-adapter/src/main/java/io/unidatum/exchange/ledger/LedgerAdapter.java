package io.unidatum.exchange.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.ClusterClientContext;
import io.unidatum.exchange.ledger.cluster.AdapterClient;
import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.runtime.Metrics;
import io.unidatum.exchange.runtime.StatusServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and writes it into PostgreSQL, each event exactly once. Launching returns at once, also when
 * PostgreSQL or the cluster is not there yet: the adapter waits for them and says so in {@code /health}. What would
 * make the books wrong stops it for good, see {@link LedgerContext#faultHandler}.
 */
public final class LedgerAdapter implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerAdapter.class);

    private static final String COMPONENT = "ledger-adapter";

    /** The follower wakes the writer when there is a batch; this is for its pauses and pings. */
    private static final long WRITER_PARK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How often it is looked whether there is something to acknowledge. */
    private static final long ACKNOWLEDGER_PARK_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A call to a PostgreSQL that hangs is cut off when closing takes longer. */
    private static final int CLOSE_TIMEOUT_MS = 3_000;

    private final FaultListener faults;
    private final LedgerStore store;
    private final LedgerWriter writer;
    private final LedgerHealth health;
    private final Metrics metrics;
    private final List<LedgerCompanion> companions;
    private final AtomicBoolean companionsStarted = new AtomicBoolean();
    private final LedgerContext context;
    private final AgentRunner followerRunner;
    private final AgentRunner writerRunner;
    private final AgentRunner acknowledgerRunner;
    private final CommandGateway cluster;
    private volatile HikariDataSource pool;
    private AutoCloseable driver;
    private AutoCloseable client;
    private StatusServer statusServer;

    private LedgerAdapter(
            final LedgerContext context,
            final JournalSource source,
            final WriteStep.Listener steps,
            final CommandGateway cluster) {
        this.context = context;
        this.cluster = cluster;
        faults = new FaultListener(context.faultHandler());
        companions = context.companions();
        final BatchExchange exchange = new BatchExchange();
        final JournalFollower follower =
                new JournalFollower(source, exchange, context.maxBatchRows(), faults, SystemNanoClock.INSTANCE);
        store = new LedgerStore(PostgresAccess.direct(context), steps, LedgerStore.LOCK_KEY);
        writer = new LedgerWriter(
                store,
                exchange,
                faults,
                this::startCompanions,
                this::tellCompanions,
                SystemNanoClock.INSTANCE,
                SystemEpochClock.INSTANCE);
        final JournalAcknowledger acknowledger =
                cluster == null ? null : new JournalAcknowledger(cluster, writer::state, SystemNanoClock.INSTANCE);
        health = new LedgerHealth(writer, follower, acknowledger, faults, companions, SystemEpochClock.INSTANCE);
        metrics = LedgerMetrics.of(COMPONENT, health::facts);
        companions.forEach(companion -> companion.measure(metrics));
        followerRunner = runner(context.idle().create(), follower);
        writerRunner = runner(new SleepingIdleStrategy(WRITER_PARK_NS), writer);
        acknowledgerRunner =
                acknowledger == null ? null : runner(new SleepingIdleStrategy(ACKNOWLEDGER_PARK_NS), acknowledger);
    }

    /**
     * Starts the adapter's threads.
     *
     * @param context settings; concluded here.
     * @return the running adapter.
     * @throws IllegalArgumentException if a setting is missing or wrong.
     * @throws UncheckedIOException if the status port cannot be bound.
     */
    public static LedgerAdapter launch(final LedgerContext context) {
        context.conclude();
        final ClientDriver driver = ClientDriver.launch(new ClientDriverContext()
                .aeronDirectoryName(context.aeronDirectoryName())
                .idle(context.idle()));
        AdapterClient client = null;
        final LedgerAdapter adapter;
        try {
            if (context.adapterKey() != null) {
                client = AdapterClient.launch(new ClusterClientContext()
                        .members(context.members())
                        .key(context.adapterKey())
                        .aeronDirectoryName(driver.aeronDirectoryName())
                        .egressHost(context.host())
                        .idle(context.idle()));
            }
            adapter = new LedgerAdapter(
                    context,
                    new ArchiveSource(context.members(), driver.aeronDirectoryName(), context.host()),
                    WriteStep.Listener.NONE,
                    client);
        } catch (final RuntimeException ex) {
            CloseHelper.quietCloseAll(client, driver);
            throw ex;
        }
        adapter.client = client;
        adapter.driver = driver;
        return adapter.start();
    }

    /** Starts an adapter over any journal, for tests. */
    static LedgerAdapter launch(
            final LedgerContext context, final JournalSource source, final WriteStep.Listener steps) {
        return launch(context, source, steps, null);
    }

    /** Starts an adapter over any journal and any cluster, for tests. */
    static LedgerAdapter launch(
            final LedgerContext context,
            final JournalSource source,
            final WriteStep.Listener steps,
            final CommandGateway cluster) {
        return new LedgerAdapter(context.conclude(), source, steps, cluster).start();
    }

    /** How far PostgreSQL is known to be. Any thread. {@return sequence of the last event committed} */
    public long committedSequence() {
        return writer.state().committed().sequence();
    }

    /** What stopped the adapter. Any thread. {@return null if nothing did} */
    public LedgerFault fault() {
        return faults.fault();
    }

    /** What {@code /health} says. Any thread. {@return the facts} */
    public Map<String, Object> health() {
        return health.facts();
    }

    /** Port of {@code /health}. {@return the port} */
    public int statusPort() {
        return statusServer.port();
    }

    /** Stops at once: what is not committed yet will be read again from the journal. */
    @Override
    public void close() {
        CloseHelper.quietCloseAll(statusServer);
        // First, so that no call to the cluster goes on waiting.
        CloseHelper.quietCloseAll(client);
        CloseHelper.quietCloseAll(acknowledgerRunner);
        CloseHelper.quietCloseAll(companions);
        CloseHelper.quietClose(followerRunner);
        writerRunner.close(CLOSE_TIMEOUT_MS, thread -> store.abort());
        CloseHelper.quietCloseAll(pool, driver, metrics);
    }

    private LedgerAdapter start() {
        try {
            statusServer =
                    StatusServer.launch(context.statusHost(), context.statusPort(), COMPONENT, health::facts, metrics);
            companions.forEach(companion -> companion.serve(statusServer));
        } catch (final IOException ex) {
            close();
            throw new UncheckedIOException(
                    "cannot bind the ledger adapter's status address " + context.statusHost() + ":"
                            + context.statusPort() + ": choose another port",
                    ex);
        }
        AgentRunner.startOnThread(writerRunner);
        AgentRunner.startOnThread(followerRunner);
        if (acknowledgerRunner != null) {
            AgentRunner.startOnThread(acknowledgerRunner);
        }
        return this;
    }

    private void startCompanions() {
        if (!companions.isEmpty() && companionsStarted.compareAndSet(false, true)) {
            pool = PostgresAccess.pool(context);
            for (final LedgerCompanion companion : companions) {
                startCompanion(companion);
            }
        }
    }

    private void tellCompanions(final long committed) {
        for (final LedgerCompanion companion : companions) {
            companion.onCommitted(committed);
        }
    }

    /** What a companion suffers from is its own affair: the books go on. */
    private void startCompanion(final LedgerCompanion companion) {
        try {
            if (cluster != null) {
                companion.cluster(cluster);
            }
            companion.start(pool);
        } catch (final RuntimeException ex) {
            LOGGER.error("event=companion_start name={} message=\"{}\"", companion.name(), ex.getMessage(), ex);
        }
    }

    private static AgentRunner runner(final IdleStrategy idle, final Agent agent) {
        return new AgentRunner(
                idle, error -> LOGGER.error("event=agent_error agent={}", agent.roleName(), error), null, agent);
    }
}
