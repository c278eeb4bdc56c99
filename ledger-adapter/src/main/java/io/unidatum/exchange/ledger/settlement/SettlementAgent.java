package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.LocalTransferSigner;
import io.unidatum.exchange.ledger.decoin.MasterSeed;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty cycle of settlement: loads the records, runs a {@link SettlementSession}, stops and resumes. Whatever fails
 * is tried again after a pause, from what PostgreSQL says. {@link #health()} may be called from any thread; the rest is
 * for the thread that steps it, or for a test.
 */
public final class SettlementAgent implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(SettlementAgent.class);
    private static final long HEALTH_INTERVAL_MS = 200;

    private final SettlementContext context;
    private final Database database;
    private final DecoinNodeClient client;
    private final SettlementCounts counts = new SettlementCounts();
    private final Wakeup wakeup = new Wakeup();
    private final AtomicLong committed = new AtomicLong(-1);
    private SettlementLock lock;
    private SettlementSession session;
    private boolean stopped;
    private boolean failed;
    private long retryAtMs;
    private long nextCheckMs;
    private long nextHealthMs;
    private volatile Map<String, Object> health = SettlementHealth.waiting("it is starting");

    /**
     * Constructs the duty cycle; nothing is connected yet.
     *
     * @param context concluded, with a node.
     * @param dataSource of the migrated database; one connection is kept, others are borrowed for a transaction each.
     */
    public SettlementAgent(final SettlementContext context, final DataSource dataSource) {
        this.context = context;
        database = new Database(dataSource);
        client = new DecoinNodeClient(context.nodeUrl(), Duration.ofMillis(context.requestTimeoutMs()), wakeup::signal);
    }

    /** Facts for {@code /health}, at most a fraction of a second old. {@return JSON-ready facts} */
    public Map<String, Object> health() {
        return health;
    }

    /**
     * The ledger's tables reach further. Any thread; returns at once.
     *
     * @param sequence of the last event that is committed.
     */
    public void onCommitted(final long sequence) {
        committed.set(sequence);
        wakeup.signal();
    }

    /** {@return an idle strategy that ends its pauses when there is something to do} */
    Wakeup wakeup() {
        return wakeup;
    }

    @Override
    public String roleName() {
        return "settlement";
    }

    @Override
    public int doWork() {
        final long nowMs = context.clock().time();
        try {
            return session == null ? open(nowMs) : run(nowMs);
        } catch (final SQLException ex) {
            fail(nowMs, "PostgreSQL: " + ex.getMessage());
        } catch (final IOException | IllegalStateException ex) {
            fail(nowMs, ex.getMessage());
        } catch (final RuntimeException ex) {
            LOGGER.error("settlement starts again from its records", ex);
            fail(nowMs, String.valueOf(ex));
        }
        return 1;
    }

    /** Ends as a crash would: what is not written is found out from the node at the next start. */
    @Override
    public void onClose() {
        client.close();
        release();
    }

    private int open(final long nowMs) throws SQLException, IOException {
        if (nowMs < retryAtMs) {
            return 0;
        }
        retryAtMs = nowMs + context.retryMs();
        if (lock == null) {
            lock = SettlementLock.tryAcquire(database.dataSource());
            if (lock == null) {
                health = SettlementHealth.waiting("another ledger-adapter settles on this database");
                return 0;
            }
        }
        session = SettlementSession.load(context, database, client, signer(), counts);
        stopped = session.guard().verdict() != null;
        failed = false;
        LOGGER.info(
                "settlement node={} chain={} openTransfers={} blockCap={} developmentFunding={} stopped={}",
                client.url(),
                session.control().chain(),
                session.book().open().size(),
                context.blockCap(),
                context.developmentFunding(),
                stopped);
        return 1;
    }

    private TransferSigner signer() throws IOException {
        return context.signer() != null
                ? context.signer()
                : new LocalTransferSigner(MasterSeed.load(context.seedFile()));
    }

    private int run(final long nowMs) throws SQLException {
        if (failed) {
            // The records are loaded again only when no post is under way whose end they could not tell.
            if (!session.inFlight() && nowMs >= retryAtMs) {
                session = null;
            }
            return 0;
        }
        int work = session.doWork(nowMs, committed.get());
        if (session.guard().verdict() != null && !stopped) {
            stop(session.guard().verdict());
        }
        if (nowMs >= nextCheckMs) {
            nextCheckMs = nowMs + context.retryMs();
            work += check(nowMs);
        }
        if (session != null && nowMs >= nextHealthMs) {
            nextHealthMs = nowMs + HEALTH_INTERVAL_MS;
            health = SettlementHealth.of(context, session);
        }
        return work;
    }

    private int check(final long nowMs) throws SQLException {
        if (!lock.isHeld()) {
            throw new SQLException("the connection that held the settlement lock is gone");
        }
        final Control control = database.transact(Control::load);
        if (!stopped && control.stopReason() != null) {
            LOGGER.warn("settlement was stopped by an operator: {}", control.stopReason());
            session.guard().condemn(control.stopReason());
            stopped = true;
        }
        if (!stopped || session.inFlight() || control.resume() == null) {
            return 0;
        }
        LOGGER.warn("settlement is told to resume: {}", control.resume());
        final String obstacle = new Resumption(client, database, control, session.book(), nowMs).run();
        if (obstacle == null) {
            session = null;
            retryAtMs = 0;
        } else {
            session.guard().stayStopped(obstacle);
            stop(obstacle);
        }
        return 1;
    }

    private void stop(final String reason) throws SQLException {
        stopped = true;
        LOGGER.error("settlement has stopped, trading goes on: {}. See docs/settlement.md", reason);
        database.transact(connection -> {
            Control.stop(connection, reason);
            return null;
        });
    }

    private void fail(final long nowMs, final String message) {
        LOGGER.warn("settlement waits and tries again: {}", message);
        health = SettlementHealth.waiting(message);
        retryAtMs = nowMs + context.retryMs();
        failed = true;
        release();
    }

    private void release() {
        if (lock != null) {
            try {
                lock.close();
            } catch (final SQLException ex) {
                LOGGER.debug("the settlement lock went with its connection", ex);
            }
            lock = null;
        }
    }
}
