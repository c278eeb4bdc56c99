package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalPoint;

/**
 * How the writer stands, for {@code /health}. Immutable.
 *
 * @param role whether this adapter writes.
 * @param committed everything up to here is in PostgreSQL, as far as this adapter knows.
 * @param committedTimeNs cluster time of the last event written, ns; 0 if none was.
 * @param problem why PostgreSQL is not there, in words; empty if it is.
 * @param busySinceMs when a call to PostgreSQL began that has not ended, ms since 1970; 0 if there is none.
 * @param lastAnswerMs when PostgreSQL last answered, ms since 1970; 0 if it never did.
 * @param rowsWritten since the start of the process.
 * @param batchesWritten since the start of the process.
 * @param reloads how often the position was found moved by somebody else since the start of the process.
 */
record WriterState(
        Role role,
        JournalPoint committed,
        long committedTimeNs,
        String problem,
        long busySinceMs,
        long lastAnswerMs,
        long rowsWritten,
        long batchesWritten,
        long reloads) {
    static final WriterState INITIAL =
            new WriterState(Role.WAITING, JournalPoint.START, 0, "not asked yet", 0, 0, 0, 0, 0);

    /** Whether an adapter writes. */
    enum Role {
        /** It waits for PostgreSQL. */
        WAITING,
        /** Another adapter writes. */
        STANDBY,
        /** It writes. */
        ACTIVE
    }

    WriterState active(final JournalPoint point, final long nowMs) {
        return new WriterState(Role.ACTIVE, point, committedTimeNs, "", 0, nowMs, rowsWritten, batchesWritten, reloads);
    }

    WriterState standby(final long nowMs) {
        return new WriterState(
                Role.STANDBY, committed, committedTimeNs, "", 0, nowMs, rowsWritten, batchesWritten, reloads);
    }

    WriterState down(final String why) {
        return new WriterState(
                Role.WAITING, committed, committedTimeNs, why, 0, lastAnswerMs, rowsWritten, batchesWritten, reloads);
    }

    WriterState busySince(final long nowMs) {
        return new WriterState(
                role, committed, committedTimeNs, problem, nowMs, lastAnswerMs, rowsWritten, batchesWritten, reloads);
    }

    WriterState wrote(final int rows, final long timeNs) {
        return new WriterState(
                role,
                committed,
                timeNs,
                problem,
                busySinceMs,
                lastAnswerMs,
                rowsWritten + rows,
                batchesWritten + 1,
                reloads);
    }

    WriterState reloaded() {
        return new WriterState(
                role,
                committed,
                committedTimeNs,
                problem,
                busySinceMs,
                lastAnswerMs,
                rowsWritten,
                batchesWritten,
                reloads + 1);
    }
}
