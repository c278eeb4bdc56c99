package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settlement from the moment its records were loaded until they must be loaded again: after a stop, or when PostgreSQL
 * failed and it is not known what was committed. Confined to one thread; never blocks on the node.
 */
final class SettlementSession {
    private static final Logger LOGGER = LoggerFactory.getLogger(SettlementSession.class);
    private static final int MAX_BACKOFF = 6;
    private static final long SLOW_BLOCK_MS = 10_000;
    private static final int SLOW_BLOCK_PART = 10;
    private static final long FINDINGS_WAIT_MS = 50;

    private final SettlementContext context;
    private final Database database;
    private final Control control;
    private final WalletBook book;
    private final SettlementCounts counts;
    private final Findings findings = new Findings();
    private final ChainGuard guard;
    private final Submitter submitter;
    private final Tracker tracker;
    private final WalletAudit audit;
    private final NettingWindow window;
    private final RecordWriter writer;
    private final FundsWork funds;
    private Batch lastBatch;
    private long sequence = -1;
    private long lastTradeId;
    private long plannedVersion = -1;
    private long nextWindowMs;
    private long nextLookMs;
    private long openedAtMs = Long.MIN_VALUE;
    private long windowMs;
    private long findingsSinceMs;

    private SettlementSession(
            final SettlementContext context,
            final Database database,
            final DecoinNodeClient client,
            final TransferSigner signer,
            final Control control,
            final WalletBook book,
            final SettlementCounts counts,
            final Optional<String> lastConfirmed) {
        this.context = context;
        this.database = database;
        this.control = control;
        this.book = book;
        this.counts = counts;
        lastTradeId = control.lastTradeId();
        guard = new ChainGuard(context, client, control.nodeHeight(), lastConfirmed);
        if (control.stopReason() != null) {
            guard.condemn(control.stopReason());
        }
        submitter = new Submitter(context, client, guard, findings, book);
        tracker = new Tracker(context, client, guard, findings, book);
        audit = new WalletAudit(context, client, guard, book, new ExternalFlows(database, control.chain()));
        window = new NettingWindow(context, signer, book, control.custody(), control.chain());
        writer = new RecordWriter(context, database, guard, book, findings, counts);
        funds = context.funds()
                .create(new SessionDesk(
                        context, database, client, signer, control.chain(), book, guard, submitter, writer));
    }

    /**
     * Loads the records.
     *
     * @throws SQLException if PostgreSQL does not answer.
     * @throws IllegalStateException if the settings do not fit the records; the message says what to do.
     */
    static SettlementSession load(
            final SettlementContext context,
            final Database database,
            final DecoinNodeClient client,
            final TransferSigner signer,
            final SettlementCounts counts)
            throws SQLException {
        return database.transact(connection -> {
            final Control control = Control.loadOrCreate(
                    connection, context.custodyMode(), context.custodyWallets(), context.clearingWallets());
            control.require(context);
            final WalletBook book =
                    new WalletBook(control.custody(), WalletRecords.loadOrCreate(connection, control, signer));
            WalletRecords.loadUnswept(connection, book);
            TransferRecords.loadOpen(connection, book);
            TransferRecords.loadOwed(connection, control.chain(), book);
            final Optional<String> lastConfirmed = TransferRecords.lastConfirmed(connection, control.chain());
            return new SettlementSession(context, database, client, signer, control, book, counts, lastConfirmed);
        });
    }

    WalletBook book() {
        return book;
    }

    ChainGuard guard() {
        return guard;
    }

    RecordWriter writer() {
        return writer;
    }

    Control control() {
        return control;
    }

    /** The newest batch of this session; null before the first. */
    Batch lastBatch() {
        return lastBatch;
    }

    /** {@return what is in doubt after a post, null if nothing is} */
    String doubt() {
        return submitter.doubt();
    }

    /** {@return true once the wallets were compared with the chain} */
    boolean isReady() {
        return audit.isCompleted();
    }

    /** {@return journal sequence that the last window read, -1 before} */
    long sequence() {
        return sequence;
    }

    /** {@return true while an answer of the node is awaited that may change records} */
    boolean inFlight() {
        return submitter.inFlight() || tracker.inFlight();
    }

    SettlementCounts counts() {
        return counts;
    }

    /** {@return how long the last window took until the node had accepted all of it, ms} */
    long windowMs() {
        return windowMs;
    }

    /**
     * One step.
     *
     * @param nowMs time.
     * @param committed journal sequence that the ledger is known to reach.
     * @return work done.
     * @throws SQLException if it is not known what was committed: the session is over.
     */
    int doWork(final long nowMs, final long committed) throws SQLException {
        final boolean wasIdle = submitter.isIdle();
        int work = guard.doWork(nowMs);
        work += submitter.doWork(nowMs, guard.isTrusted() && guard.verifiedAtMs() >= openedAtMs);
        if (!wasIdle && submitter.isIdle()) {
            windowMs = nowMs - openedAtMs;
            if (lastBatch != null && lastBatch.oldestTradeMs() > 0) {
                counts.delay(nowMs - lastBatch.oldestTradeMs());
            }
        }
        work += tracker.doWork(nowMs, guard.isTrusted());
        if (isDue(nowMs) && hasNews(nowMs, committed)) {
            openWindow(nowMs);
            work++;
        } else if (findingsDue(nowMs)) {
            work += writer.flush(nowMs);
        }
        work += audit.doWork(nowMs);
        if (audit.isCompleted()) {
            work += funds.doWork(nowMs);
        }
        return work;
    }

    /** The wallets were compared with the chain, and every transfer of the window before is accepted. */
    private boolean isDue(final long nowMs) {
        return nowMs >= nextWindowMs
                && guard.isTrusted()
                && audit.isCompleted()
                && submitter.isIdle()
                && book.openCount() < context.maxPending();
    }

    /** By the ledger's word, or now and then by looking. */
    private boolean hasNews(final long nowMs, final long committed) throws SQLException {
        if (sequence < 0 || committed > sequence || book.version() != plannedVersion) {
            return true;
        }
        if (nowMs < nextLookMs) {
            return false;
        }
        nextLookMs = nowMs + context.pollMs();
        return database.transact(LedgerReader::sequence) != sequence;
    }

    /** What was found goes into the next window's transaction if that comes soon. */
    private boolean findingsDue(final long nowMs) {
        if (!writer.hasFindings()) {
            findingsSinceMs = nowMs;
            return false;
        }
        return submitter.isIdle() || nowMs - findingsSinceMs >= FINDINGS_WAIT_MS;
    }

    /** The node is asked meanwhile whether it is still the one of the records; nothing is posted before it says so. */
    private void openWindow(final long nowMs) throws SQLException {
        guard.checkNow();
        guard.doWork(nowMs);
        openedAtMs = nowMs;
        final WindowResult result = database.transact(connection -> {
            writer.write(connection, nowMs);
            return open(connection);
        });
        writer.apply();
        apply(result);
        nextWindowMs = nowMs + shortestWindowMs(nowMs);
        nextLookMs = nowMs + context.pollMs();
    }

    /** Longer while the node refuses, and while its blocks are late. */
    private long shortestWindowMs(final long nowMs) {
        final long oldestMs = book.oldestAcceptedMs();
        final long waitedMs = oldestMs == 0 ? 0 : nowMs - oldestMs;
        final long slowMs = waitedMs > SLOW_BLOCK_MS ? waitedMs / SLOW_BLOCK_PART : 0;
        final long backoffMs = writer.failuresInARow() == 0
                ? context.windowMs()
                : Math.max(context.windowMs(), context.retryMs()) << Math.min(MAX_BACKOFF, writer.failuresInARow() - 1);
        return Math.max(slowMs, backoffMs);
    }

    private WindowResult open(final Connection connection) throws SQLException {
        final WindowResult result = window.open(connection, lastTradeId, sequence);
        context.faultSeam().at(FaultSeam.Step.BEFORE_BATCH_COMMIT);
        return result;
    }

    private void apply(final WindowResult result) {
        context.faultSeam().at(FaultSeam.Step.AFTER_BATCH_COMMIT);
        sequence = result.sequence();
        lastTradeId = result.lastTradeId();
        result.newWallets().forEach(book::addWallet);
        book.booked(result.bookings());
        book.clearingTarget(result.clearingTarget());
        result.targets().forEach((id, target) -> book.wallet(id).target(target));
        final Batch batch = result.batch();
        if (batch != null) {
            lastBatch = batch;
            counts.batch();
            for (final OpenTransfer transfer : batch.transfers()) {
                if (transfer.sender() != null) {
                    transfer.sender().nextNonce(transfer.nonce() + 1);
                }
                book.add(transfer);
            }
            submitter.submit(batch.transfers());
            LOGGER.debug(
                    "batch={} sequence={} trades={} transfers={} amount={}",
                    batch.id(),
                    batch.sequence(),
                    batch.trades(),
                    batch.transfers().size(),
                    batch.amount());
        }
        plannedVersion = book.version();
    }
}
