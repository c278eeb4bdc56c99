package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalPoint;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches. While PostgreSQL cannot be reached, or refuses, it keeps the batch and tries again after pauses that
 * double up to a limit; whether a commit that was cut off took effect it learns from the stored position. It blocks in
 * PostgreSQL's calls, so it has a thread of its own; {@link #state()} may be asked from any.
 */
final class LedgerWriter implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerWriter.class);
    private static final long FIRST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long STANDBY_PAUSE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PING_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final LedgerStore store;
    private final BatchExchange exchange;
    private final FaultListener faults;
    private final Runnable onActive;
    private final LongConsumer onCommitted;
    private final NanoClock clock;
    private final EpochClock epochClock;
    private boolean isActive;
    private JournalPoint committed;
    private long pauseNs = FIRST_PAUSE_NS;
    private long notBeforeNs;
    private long lastAnswerNs;
    private volatile WriterState state = WriterState.INITIAL;

    /**
     * Makes a writer.
     *
     * @param store to write to.
     * @param exchange that batches come by.
     * @param faults is told what stops the adapter for good.
     * @param onActive is run each time this adapter has become the one that writes.
     * @param onCommitted is told the sequence after each commit; returns at once.
     * @param clock for pauses.
     * @param epochClock for what people read.
     */
    LedgerWriter(
            final LedgerStore store,
            final BatchExchange exchange,
            final FaultListener faults,
            final Runnable onActive,
            final LongConsumer onCommitted,
            final NanoClock clock,
            final EpochClock epochClock) {
        this.store = store;
        this.exchange = exchange;
        this.faults = faults;
        this.onActive = onActive;
        this.onCommitted = onCommitted;
        this.clock = clock;
        this.epochClock = epochClock;
        notBeforeNs = clock.nanoTime();
    }

    @Override
    public void onStart() {
        exchange.registerWriter();
    }

    @Override
    public int doWork() {
        if (faults.isFaulted()) {
            disconnect();
            return 0;
        }
        try {
            return isActive ? write() : activate();
        } catch (final SQLException | FlywayException ex) {
            onPostgresDown(ex);
            return 0;
        } catch (final RuntimeException ex) {
            faults.onFault(
                    ex instanceof LedgerFault fault ? fault : new LedgerFault("The ledger adapter failed: " + ex, ex));
            return 0;
        }
    }

    @Override
    public String roleName() {
        return "ledger-writer";
    }

    @Override
    public void onClose() {
        disconnect();
    }

    /** How the writer stands. Any thread. {@return a snapshot of it} */
    WriterState state() {
        return state;
    }

    private int activate() throws SQLException {
        if (clock.nanoTime() - notBeforeNs < 0) {
            return 0;
        }
        if (!store.isOpen()) {
            store.open();
        }
        if (!store.tryLock()) {
            if (state.role() != WriterState.Role.STANDBY) {
                LOGGER.info("event=ledger_standby message=\"another ledger adapter writes; waiting for it to end\"");
            }
            state = state.standby(epochClock.time());
            notBeforeNs = clock.nanoTime() + STANDBY_PAUSE_NS;
            return 0;
        }
        resume(store.load());
        isActive = true;
        pauseNs = FIRST_PAUSE_NS;
        answered();
        LOGGER.info("event=ledger_active sequence={}", committed.sequence());
        onActive.run();
        return 1;
    }

    /** Goes on from where the database says it is, reading anew only if that is not where this writer left it. */
    private void resume(final StartPoint loaded) {
        final JournalPoint stored = loaded.stored();
        final JournalBatch batch = exchange.peek();
        if (batch != null && batch.origin() == exchange.startPoint() && stored.equals(batch.end())) {
            LOGGER.info("event=commit_confirmed sequence={}", stored.sequence());
            committed = stored;
            exchange.giveBack();
        } else if (!stored.equals(committed)) {
            reload(loaded);
        }
    }

    private void reload(final StartPoint loaded) {
        if (committed != null) {
            LOGGER.warn(
                    "event=position_moved expected={} stored={} message=\"reading the journal again from there\"",
                    committed.sequence(),
                    loaded.stored().sequence());
            state = state.reloaded();
        }
        committed = loaded.stored();
        // In this order: what is there was read from an older start, what comes afterwards may be the new one's.
        if (exchange.peek() != null) {
            exchange.giveBack();
        }
        exchange.startFrom(loaded);
    }

    private int write() throws SQLException {
        final JournalBatch batch = exchange.peek();
        if (batch == null) {
            if (clock.nanoTime() - lastAnswerNs > PING_INTERVAL_NS) {
                state = state.busySince(epochClock.time());
                store.ping();
                answered();
            }
            return 0;
        }
        if (batch.origin() != exchange.startPoint()) {
            exchange.giveBack();
            return 1;
        }
        state = state.busySince(epochClock.time());
        if (store.write(batch)) {
            committed = batch.end();
            state = state.wrote(batch.rows(), batch.lastTimeNs());
            exchange.giveBack();
            onCommitted.accept(committed.sequence());
        } else {
            reload(store.load());
        }
        answered();
        return 1;
    }

    private void answered() {
        lastAnswerNs = clock.nanoTime();
        state = state.active(committed, epochClock.time());
    }

    private void onPostgresDown(final Exception cause) {
        disconnect();
        notBeforeNs = clock.nanoTime() + pauseNs;
        pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
        final String problem = String.valueOf(cause.getMessage()).strip();
        if (!problem.equals(state.problem())) {
            LOGGER.warn("event=postgres_down message=\"{}\"", problem);
        }
        state = state.down(problem);
    }

    private void disconnect() {
        isActive = false;
        store.close();
    }
}
