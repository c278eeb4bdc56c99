package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalFault;
import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
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

    private final JournalSource source;
    private final BatchExchange exchange;
    private final int maxBatchRows;
    private final FaultListener faults;
    private JournalBatch batch = new JournalBatch();
    private StartPoint origin;
    private EventTranslator translator;
    private long frameTime;
    private boolean betweenCommands = true;
    private volatile JournalSource.Feed feed;
    private volatile JournalPoint received = JournalPoint.START;
    private volatile boolean verified;

    JournalFollower(
            final JournalSource source,
            final BatchExchange exchange,
            final int maxBatchRows,
            final FaultListener faults) {
        this.source = source;
        this.exchange = exchange;
        this.maxBatchRows = maxBatchRows;
        this.faults = faults;
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

    private int follow() {
        final StartPoint latest = exchange.startPoint();
        if (latest != origin) {
            begin(latest);
        }
        if (feed == null) {
            return 0;
        }
        int work = tryHandOver() ? 1 : 0;
        if (!betweenCommands || batch.rows() < maxBatchRows) {
            work += feed.poll();
            final JournalFault fault = feed.status().fault();
            if (fault != null) {
                throw new LedgerFault(explain(fault));
            }
            work += tryHandOver() ? 1 : 0;
        }
        return work;
    }

    private void begin(final StartPoint latest) {
        closeFeed();
        origin = latest;
        translator = new EventTranslator(latest.assetsByInstrument());
        batch.begin(latest, latest.stored());
        betweenCommands = true;
        received = latest.stored();
        verified = latest.stored().sequence() == 0;
        feed = source.open(latest.beforeLastFrame(), this);
        LOGGER.info(
                "event=journal_follow sequence={} position={}",
                latest.stored().sequence(),
                latest.stored().position());
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
