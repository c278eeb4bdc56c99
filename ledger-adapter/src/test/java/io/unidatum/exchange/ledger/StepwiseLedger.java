package io.unidatum.exchange.ledger;

import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/** The follower and the writer, stepped by the test on its own thread, so that they stop exactly where it says. */
final class StepwiseLedger implements AutoCloseable {
    private static final long DEADLINE_NS = 30_000_000_000L;

    final JournalFollower follower;
    final LedgerWriter writer;
    private final FaultListener faults = new FaultListener(fault -> {});

    StepwiseLedger(final LedgerContext context, final JournalSource journal, final WriteStep.Listener steps) {
        this(context, journal, steps, LedgerStore.LOCK_KEY);
    }

    StepwiseLedger(
            final LedgerContext context,
            final JournalSource journal,
            final WriteStep.Listener steps,
            final int lockKey) {
        context.conclude();
        final BatchExchange exchange = new BatchExchange();
        follower = new JournalFollower(journal, exchange, context.maxBatchRows(), faults, SystemNanoClock.INSTANCE);
        writer = new LedgerWriter(
                new LedgerStore(PostgresAccess.direct(context), steps, lockKey),
                exchange,
                faults,
                () -> {},
                sequence -> {},
                SystemNanoClock.INSTANCE,
                SystemEpochClock.INSTANCE);
    }

    LedgerFault fault() {
        return faults.fault();
    }

    long committed() {
        return writer.state().committed().sequence();
    }

    /** Steps until the condition holds. */
    void stepUntil(final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            follower.doWork();
            writer.doWork();
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        "not reached: committed " + committed() + ", fault " + fault() + ", writer " + writer.state());
            }
        }
    }

    /** Steps until everything of the journal is in the database. */
    void catchUp(final TestJournal journal) {
        stepUntil(() -> committed() == journal.end().sequence() || fault() != null);
        if (fault() != null) {
            throw fault();
        }
    }

    @Override
    public void close() {
        follower.onClose();
        writer.onClose();
    }
}
