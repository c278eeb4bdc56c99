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

    private final SettlementContext context;
    private final Database database;
    private final Control control;
    private final WalletBook book;
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
    private long windowAskedAtMs = -1;

    private SettlementSession(
            final SettlementContext context,
            final Database database,
            final DecoinNodeClient client,
            final TransferSigner signer,
            final Control control,
            final WalletBook book,
            final Optional<String> lastConfirmed) {
        this.context = context;
        this.database = database;
        this.control = control;
        this.book = book;
        lastTradeId = control.lastTradeId();
        guard = new ChainGuard(context, client, control.nodeHeight(), lastConfirmed);
        if (control.stopReason() != null) {
            guard.condemn(control.stopReason());
        }
        submitter = new Submitter(context, client, guard, findings, book);
        tracker = new Tracker(context, client, guard, findings, book);
        audit = new WalletAudit(context, client, guard, book, new ExternalFlows(database, control.chain()));
        window = new NettingWindow(context, signer, book, control.chain());
        writer = new RecordWriter(context, database, guard, book, findings);
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
            final TransferSigner signer)
            throws SQLException {
        return database.transact(connection -> {
            final Control control =
                    Control.loadOrCreate(connection, context.custodyWallets(), context.clearingWallets());
            if (control.custodyWallets() != context.custodyWallets()
                    || control.clearingWallets() != context.clearingWallets()) {
                throw new IllegalStateException("the numbers of wallets are fixed: set CUSTODY_WALLETS="
                        + control.custodyWallets() + " and CLEARING_WALLETS=" + control.clearingWallets());
            }
            final WalletBook book = new WalletBook(WalletRecords.loadOrCreate(connection, control, signer));
            WalletRecords.loadUnswept(connection, book);
            TransferRecords.loadOpen(connection, book);
            TransferRecords.loadOwed(connection, control.chain(), book);
            final Optional<String> lastConfirmed = TransferRecords.lastConfirmed(connection, control.chain());
            return new SettlementSession(context, database, client, signer, control, book, lastConfirmed);
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

    FundsWork funds() {
        return funds;
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

    /**
     * One step.
     *
     * @param nowMs time.
     * @return work done.
     * @throws SQLException if it is not known what was committed: the session is over.
     */
    int doWork(final long nowMs) throws SQLException {
        int work = guard.doWork(nowMs);
        work += submitter.doWork(nowMs, guard.isTrusted());
        work += tracker.doWork(nowMs, guard.isTrusted());
        work += writer.flush(nowMs);
        work += audit.doWork(nowMs);
        if (audit.isCompleted()) {
            work += funds.doWork(nowMs);
        }
        work += window(nowMs);
        return work;
    }

    /** A window is due, the wallets were compared with the chain, and every transfer of the one before is accepted. */
    private int window(final long nowMs) throws SQLException {
        if (nowMs < nextWindowMs
                || !guard.isTrusted()
                || !audit.isCompleted()
                || !submitter.isIdle()
                || book.open().size() >= context.maxPending()) {
            return 0;
        }
        if (windowAskedAtMs < 0) {
            final boolean changed =
                    book.version() != plannedVersion || database.transact(LedgerReader::sequence) != sequence;
            if (!changed) {
                nextWindowMs = nowMs + context.windowMs();
                return 0;
            }
            windowAskedAtMs = nowMs;
            guard.checkNow();
            return 1;
        }
        if (guard.verifiedAtMs() < windowAskedAtMs) {
            return 0;
        }
        windowAskedAtMs = -1;
        nextWindowMs = nowMs + (context.windowMs() << Math.min(MAX_BACKOFF, writer.failuresInARow()));
        apply(database.transact(this::open));
        return 1;
    }

    private WindowResult open(final Connection connection) throws SQLException {
        final WindowResult result = window.open(connection, lastTradeId);
        context.faultSeam().at(FaultSeam.Step.BEFORE_BATCH_COMMIT);
        return result;
    }

    private void apply(final WindowResult result) {
        context.faultSeam().at(FaultSeam.Step.AFTER_BATCH_COMMIT);
        sequence = result.sequence();
        lastTradeId = result.lastTradeId();
        book.booked(result.bookings());
        book.clearingTarget(result.totals().clearing());
        for (final Wallet wallet : book.wallets()) {
            if (!wallet.isClearing()) {
                wallet.target(result.totals().custody()[wallet.id()]);
            }
        }
        final Batch batch = result.batch();
        if (batch != null) {
            lastBatch = batch;
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
