package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalFault;
import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal from where PostgreSQL stands and fills batches of whole commands. Reading begins one frame earlier
 * than needed: that frame shows at once whether this is the journal that the database's rows came from.
 *
 * <p>Steps on one thread; {@link #received()} and {@link #readerStatus()} may be asked from any.
 */
final class JournalFollower implements Agent, JournalHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalFollower.class);

    /** A feed that is not polled for long would be taken for dead: it is closed first, and opened again later. */
    private static final long PAUSE_AFTER_NS = TimeUnit.SECONDS.toNanos(3);

    private static final long REPORT_WAIT_AFTER_NS = TimeUnit.SECONDS.toNanos(10);

    private final JournalSource source;
    private final BatchExchange exchange;
    private final int maxBatchRows;
    private final FaultListener faults;
    private final NanoClock clock;
    private JournalBatch batch = new JournalBatch();
    private StartPoint origin;
    private EventTranslator translator;
    private long frameTime;
    private long nextSequence;
    private boolean betweenCommands = true;
    private boolean isFull;
    private long fullSinceNs;
    private long openedAtNs;
    private boolean isWaitReported;
    private volatile JournalSource.Feed feed;
    private volatile JournalPoint received = JournalPoint.START;
    private volatile boolean verified;
    private volatile boolean paused;

    JournalFollower(
            final JournalSource source,
            final BatchExchange exchange,
            final int maxBatchRows,
            final FaultListener faults,
            final NanoClock clock) {
        this.source = source;
        this.exchange = exchange;
        this.maxBatchRows = maxBatchRows;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public void onStart() {
        exchange.registerFollower();
    }

    @Override
    public int doWork() {
        if (faults.isFaulted()) {
            closeFeed();
            return 0;
        }
        try {
            return follow();
        } catch (final RuntimeException ex) {
            faults.onFault(asFault(ex));
            return 0;
        }
    }

    @Override
    public String roleName() {
        return "ledger-follower";
    }

    @Override
    public void onClose() {
        closeFeed();
    }

    @Override
    public void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        frameTime = time;
        if (sequence != nextSequence) {
            throw new LedgerFault("The journal's reader went from event " + (nextSequence - 1) + " to event " + sequence
                    + ". Nothing was written of it. Start the ledger adapter again; if it happens again, report it.");
        }
        nextSequence++;
        if (sequence <= origin.stored().sequence()) {
            return;
        }
        if (!verified) {
            throw otherJournal("it has no frame that ends there");
        }
        try {
            translator.onEvent(batch, sequence, time, templateId, buffer, offset, blockLength, version);
        } catch (final LedgerFault fault) {
            faults.onFault(fault);
            throw fault;
        } catch (final RuntimeException ex) {
            final LedgerFault fault = new LedgerFault(
                    "Event " + sequence + " of the journal (kind " + templateId + ") cannot be understood: " + ex
                            + ". Start a newer version of the ledger adapter, which goes on from there.",
                    ex);
            faults.onFault(fault);
            throw fault;
        }
    }

    @Override
    public void onFrameEnd(
            final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
        final JournalPoint point = new JournalPoint(lastSequence, position, chainHash);
        if (lastSequence <= origin.stored().sequence()) {
            verify(point);
            return;
        }
        batch.frameEnd(point, frameTime);
        received = point;
        betweenCommands = lastOfCommand;
        if (lastOfCommand && batch.rows() >= maxBatchRows) {
            tryHandOver();
        }
    }

    /** How far the journal has been read. Any thread. {@return the end of the last frame} */
    JournalPoint received() {
        return received;
    }

    /** How the reader stands. Any thread. {@return null while there is none} */
    JournalReaderStatus readerStatus() {
        final JournalSource.Feed current = feed;
        return current == null ? null : current.status();
    }

    /** Whether the journal has been found to be the database's. Any thread. {@return true if so} */
    boolean isVerified() {
        return verified;
    }

    /** Whether reading has been interrupted because the writer does not get on. Any thread. {@return true if so} */
    boolean isPaused() {
        return paused;
    }

    private int follow() {
        final StartPoint latest = exchange.startPoint();
        if (latest != origin) {
            begin(latest);
        }
        if (origin == null) {
            return 0;
        }
        int work = tryHandOver() ? 1 : 0;
        if (betweenCommands && batch.rows() >= maxBatchRows) {
            // Now, so that the writer has not to wait for it later.
            batch.seal();
            waitForWriter();
            return work;
        }
        isFull = false;
        if (feed == null) {
            open(received);
        }
        work += feed.poll();
        final JournalFault fault = feed.status().fault();
        if (fault != null) {
            throw new LedgerFault(explain(fault));
        }
        work += tryHandOver() ? 1 : 0;
        if (!verified) {
            reportWaiting();
        }
        return work;
    }

    private void begin(final StartPoint latest) {
        closeFeed();
        origin = latest;
        translator = new EventTranslator(latest.known());
        batch.begin(latest, latest.stored());
        betweenCommands = true;
        received = latest.stored();
        verified = latest.stored().sequence() == 0;
        isWaitReported = false;
        openedAtNs = clock.nanoTime();
        open(latest.beforeLastFrame());
        LOGGER.info(
                "event=journal_follow sequence={} position={}",
                latest.stored().sequence(),
                latest.stored().position());
    }

    private void open(final JournalPoint startAfter) {
        paused = false;
        nextSequence = startAfter.sequence() + 1;
        feed = source.open(startAfter, this);
    }

    private void waitForWriter() {
        final long nowNs = clock.nanoTime();
        if (!isFull) {
            isFull = true;
            fullSinceNs = nowNs;
        } else if (feed != null && nowNs - fullSinceNs > PAUSE_AFTER_NS) {
            LOGGER.info("event=journal_pause sequence={} message=\"waiting for PostgreSQL\"", received.sequence());
            paused = true;
            closeFeed();
        }
    }

    private void reportWaiting() {
        if (!isWaitReported && clock.nanoTime() - openedAtNs > REPORT_WAIT_AFTER_NS) {
            isWaitReported = true;
            LOGGER.warn(
                    "event=journal_wait sequence={} message=\"the cluster's journal does not reach yet to where the"
                            + " database stands; if the cluster's data was erased, give the ledger adapter an empty"
                            + " database\"",
                    origin.stored().sequence());
        }
    }

    private boolean tryHandOver() {
        if (batch.isEmpty() || !betweenCommands || !exchange.isWriterWaiting()) {
            return false;
        }
        final JournalPoint end = batch.end();
        batch.seal();
        batch = exchange.handOver(batch);
        batch.begin(origin, end);
        return true;
    }

    private void verify(final JournalPoint point) {
        if (point.sequence() == origin.stored().sequence()) {
            if (!point.equals(origin.stored())) {
                throw otherJournal("there its hash is " + Long.toHexString(point.chainHash()) + " and its position "
                        + point.position());
            }
            verified = true;
        }
    }

    private LedgerFault otherJournal(final String finding) {
        final JournalPoint stored = origin.stored();
        final LedgerFault fault = new LedgerFault("The database's rows come from another journal than this cluster's."
                + " They end at sequence " + stored.sequence() + " with hash " + Long.toHexString(stored.chainHash())
                + " at position " + stored.position() + "; of the cluster's journal, " + finding
                + ". Point the ledger adapter at the right database, or give it an empty one, which it fills from the"
                + " journal.");
        faults.onFault(fault);
        return fault;
    }

    private String explain(final JournalFault fault) {
        final JournalPoint stored = origin.stored();
        return "The journal cannot be read on (" + fault.kind() + ", member " + fault.memberId() + "): "
                + fault.message() + " The database has everything up to sequence " + stored.sequence()
                + " of the journal it was written from. If that is another cluster's journal, point the ledger adapter"
                + " at the right database, or give it an empty one, which it fills from the journal.";
    }

    private static LedgerFault asFault(final RuntimeException ex) {
        return ex instanceof LedgerFault fault ? fault : new LedgerFault("The ledger adapter failed: " + ex, ex);
    }

    private void closeFeed() {
        final JournalSource.Feed current = feed;
        if (current != null) {
            feed = null;
            current.close();
        }
    }
}
