package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.ledger.cluster.AdapterCommands;
import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.ledger.cluster.RequestId;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster how far the ledger's rows reach, so that the journal below can be dropped once nobody needs it:
 * what is committed only, which a synchronous standby, where there is one, has flushed. It speaks when much has been
 * written since, or after a while if anything but its own word has happened, and at once when the database went back to
 * an older state. Blocks in its calls, so it has a thread of its own; {@link #facts()} may be asked from any.
 */
final class JournalAcknowledger implements Agent {
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalAcknowledger.class);
    private static final long BYTES = 256 * 1024;
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(5);

    private final CommandGateway cluster;
    private final Supplier<WriterState> writer;
    private final NanoClock clock;
    private JournalPoint acknowledged;
    /** Of the acknowledgement's own event, 0 if it made none. */
    private long ownSequence;

    private long lastNs;
    private long notBeforeNs;
    private volatile long acknowledgedSequence;
    private volatile String problem = "";

    /**
     * Makes an acknowledger.
     *
     * @param cluster to tell.
     * @param writer says what is committed.
     * @param clock for pauses.
     */
    JournalAcknowledger(final CommandGateway cluster, final Supplier<WriterState> writer, final NanoClock clock) {
        this.cluster = cluster;
        this.writer = writer;
        this.clock = clock;
        lastNs = clock.nanoTime();
        notBeforeNs = lastNs;
    }

    @Override
    public int doWork() {
        final WriterState state = writer.get();
        final long nowNs = clock.nanoTime();
        if (state.role() != WriterState.Role.ACTIVE
                || nowNs - notBeforeNs < 0
                || state.committed().sequence() == 0
                || !isDue(state.committed(), nowNs)) {
            return 0;
        }
        acknowledge(state.committed());
        return 1;
    }

    @Override
    public String roleName() {
        return "journal-acknowledger";
    }

    /** What {@code /health} says. Any thread. {@return the facts} */
    Map<String, Object> facts() {
        final Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("acknowledgedSequence", acknowledgedSequence);
        if (!problem.isEmpty()) {
            facts.put("acknowledgeProblem", problem);
        }
        return facts;
    }

    private boolean isDue(final JournalPoint committed, final long nowNs) {
        if (acknowledged == null || committed.sequence() < acknowledged.sequence()) {
            return true;
        }
        if (committed.position() - acknowledged.position() >= BYTES) {
            return true;
        }
        final boolean hasOwn = ownSequence > acknowledged.sequence() && ownSequence <= committed.sequence();
        final long others = committed.sequence() - acknowledged.sequence() - (hasOwn ? 1 : 0);
        return others > 0 && nowNs - lastNs >= INTERVAL_NS;
    }

    private void acknowledge(final JournalPoint committed) {
        try {
            final CommandResult result = cluster.execute(
                    AdapterCommands.acknowledge(LedgerStore.CONSUMER, committed.sequence(), committed.position()),
                    RequestId.random(),
                    TIMEOUT_NS);
            lastNs = clock.nanoTime();
            if (result.accepted()) {
                acknowledged = committed;
                ownSequence = result.lastSequence();
                acknowledgedSequence = committed.sequence();
                report("");
            } else {
                notBeforeNs = lastNs + INTERVAL_NS;
                report(explain(result.rejectReason(), committed));
            }
        } catch (final CommandFailedException ex) {
            notBeforeNs = clock.nanoTime() + PAUSE_NS;
            report(ex.getMessage());
        }
    }

    private void report(final String words) {
        if (!words.isEmpty() && !words.equals(problem)) {
            LOGGER.warn("event=journal_acknowledge message=\"{}\"", words);
        }
        problem = words;
    }

    private static String explain(final RejectReason reason, final JournalPoint committed) {
        return switch (reason) {
            case UNKNOWN_CONSUMER ->
                "the ledger is not registered as a consumer of the journal, which may be dropped before it is read:"
                        + " exchange admin consumer " + LedgerStore.CONSUMER + " --register";
            case INVALID_POSITION ->
                "the database stands at sequence " + committed.sequence() + ", below what is kept of the journal for"
                        + " sure, or at none of this cluster's: restore a newer backup if reading cannot go on";
            case UNSUPPORTED -> "the exchange has not been switched to encoding version 3 yet";
            default -> "the cluster refused it: " + reason;
        };
    }
}
