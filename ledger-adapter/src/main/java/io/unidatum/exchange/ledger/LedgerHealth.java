package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalReaderStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;

/** What {@code /health} says of the adapter. Thread safe. */
final class LedgerHealth {
    /** A call to PostgreSQL that takes longer counts as PostgreSQL being down. */
    private static final long SLOW_CALL_MS = 3_000;

    private static final String UP = "UP";
    private static final String DEGRADED = "DEGRADED";
    private static final String DOWN = "DOWN";

    private final LedgerWriter writer;
    private final JournalFollower follower;
    private final JournalAcknowledger acknowledger;
    private final FaultListener faults;
    private final List<? extends HealthSection> sections;
    private final EpochClock clock;

    LedgerHealth(
            final LedgerWriter writer,
            final JournalFollower follower,
            final JournalAcknowledger acknowledger,
            final FaultListener faults,
            final List<? extends HealthSection> sections,
            final EpochClock clock) {
        this.writer = writer;
        this.follower = follower;
        this.acknowledger = acknowledger;
        this.faults = faults;
        this.sections = sections;
        this.clock = clock;
    }

    /** All facts. {@return JSON-ready} */
    Map<String, Object> facts() {
        final WriterState state = writer.state();
        final JournalReaderStatus reader = follower.readerStatus();
        final LedgerFault fault = faults.fault();
        final String problem = postgresProblem(state);
        final boolean journalUp = reader != null && reader.connected();

        final Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", UP);
        if (fault != null) {
            facts.put("message", fault.getMessage());
        }
        facts.put("role", state.role().name());
        facts.put("sequence", state.committed().sequence());
        final long received =
                Math.max(follower.received().sequence(), state.committed().sequence());
        facts.put("receivedSequence", received);
        facts.put("lag", received - state.committed().sequence());
        facts.put("lagMs", lagMs(state, received));
        facts.put("journal", journalUp ? UP : follower.isPaused() ? "PAUSED" : DOWN);
        facts.put("journalVerified", follower.isVerified());
        if (reader != null) {
            facts.put("journalMembers", reader.memberIds());
            facts.put("journalLagBytes", reader.lagBytes());
            if (!reader.problem().isEmpty()) {
                facts.put("journalProblem", reader.problem());
            }
        }
        facts.put("postgres", problem.isEmpty() ? UP : DOWN);
        if (!problem.isEmpty()) {
            facts.put("postgresProblem", problem);
        }
        facts.put("rowsWritten", state.rowsWritten());
        facts.put("batchesWritten", state.batchesWritten());
        facts.put("reloads", state.reloads());
        if (acknowledger != null) {
            facts.putAll(acknowledger.facts());
        }

        boolean sectionsUp = true;
        for (final HealthSection section : sections) {
            final Map<String, Object> sectionFacts = section.health();
            facts.put(section.name(), sectionFacts);
            sectionsUp &= UP.equals(sectionFacts.get("status"));
        }
        if (fault != null) {
            facts.put("status", DOWN);
        } else if (!problem.isEmpty() || !sectionsUp || !journalUp && state.role() != WriterState.Role.STANDBY) {
            facts.put("status", DEGRADED);
        }
        return facts;
    }

    private String postgresProblem(final WriterState state) {
        if (state.problem().isEmpty() && state.busySinceMs() != 0) {
            final long busyMs = clock.time() - state.busySinceMs();
            if (busyMs > SLOW_CALL_MS) {
                return "a call has not been answered for " + TimeUnit.MILLISECONDS.toSeconds(busyMs) + " s";
            }
        }
        return state.problem();
    }

    private long lagMs(final WriterState state, final long received) {
        if (received == state.committed().sequence() || state.committedTimeNs() == 0) {
            return 0;
        }
        return Math.max(0, clock.time() - TimeUnit.NANOSECONDS.toMillis(state.committedTimeNs()));
    }
}
