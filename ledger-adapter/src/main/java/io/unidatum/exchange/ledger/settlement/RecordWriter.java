package io.unidatum.exchange.ledger.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes findings into PostgreSQL in one transaction, then into memory. Confined to one thread. */
final class RecordWriter {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordWriter.class);

    private final SettlementContext context;
    private final Database database;
    private final ChainGuard guard;
    private final WalletBook book;
    private final Findings findings;
    private final SettlementCounts counts;
    private int failuresInARow;
    private String lastFailure;

    RecordWriter(
            final SettlementContext context,
            final Database database,
            final ChainGuard guard,
            final WalletBook book,
            final Findings findings,
            final SettlementCounts counts) {
        this.context = context;
        this.database = database;
        this.guard = guard;
        this.book = book;
        this.findings = findings;
        this.counts = counts;
    }

    /** {@return how many transfers failed since one was last accepted} */
    int failuresInARow() {
        return failuresInARow;
    }

    /** Why the last one failed; null if none did. */
    String lastFailure() {
        return lastFailure;
    }

    boolean hasFindings() {
        return !findings.isEmpty();
    }

    /** Writes what was found in a transaction of its own. {@return work done} */
    int flush(final long nowMs) throws SQLException {
        if (findings.isEmpty()) {
            return 0;
        }
        database.transact(connection -> {
            write(connection, nowMs);
            return null;
        });
        apply();
        return 1;
    }

    /** Writes what was found; {@link #apply} is to follow once it is committed. */
    void write(final Connection connection, final long nowMs) throws SQLException {
        if (findings.isEmpty()) {
            return;
        }
        at(!findings.accepted().isEmpty(), FaultSeam.Step.AFTER_POST);
        at(!findings.confirmed().isEmpty(), FaultSeam.Step.BEFORE_CONFIRMATION_COMMIT);
        TransferRecords.accepted(connection, findings.accepted());
        for (final OpenTransfer transfer : findings.stuck()) {
            TransferRecords.stuck(connection, transfer, nowMs);
        }
        for (final Map.Entry<OpenTransfer, String> entry : findings.failed().entrySet()) {
            TransferRecords.failed(connection, entry.getKey(), entry.getValue(), nowMs);
        }
        TransferRecords.confirmed(connection, findings.confirmed(), nowMs);
        final Map<Integer, Long> amounts = new HashMap<>();
        long height = -1;
        for (final Map.Entry<OpenTransfer, Long> entry : findings.confirmed().entrySet()) {
            final OpenTransfer transfer = entry.getKey();
            if (transfer.recipient() != null) {
                amounts.merge(transfer.recipient().id(), transfer.amount(), Long::sum);
            }
            if (transfer.sender() != null) {
                amounts.merge(transfer.sender().id(), -transfer.spend(), Long::sum);
            }
            height = Math.max(height, entry.getValue());
        }
        if (height >= 0) {
            WalletRecords.add(connection, amounts);
            Control.nodeHeight(connection, height);
        }
        BatchRecords.advance(connection, findings.batchIds(), nowMs);
        at(true, FaultSeam.Step.BEFORE_FINDINGS_COMMIT);
    }

    /** Takes what was written into memory. */
    void apply() {
        at(!findings.accepted().isEmpty(), FaultSeam.Step.AFTER_ACCEPTANCE_COMMIT);
        at(!findings.confirmed().isEmpty(), FaultSeam.Step.AFTER_CONFIRMATION_COMMIT);
        take();
        counts.written(findings);
        findings.clear();
    }

    private void take() {
        for (final OpenTransfer transfer : findings.accepted()) {
            transfer.state(OpenTransfer.State.PENDING);
            failuresInARow = 0;
        }
        for (final OpenTransfer transfer : findings.stuck()) {
            transfer.state(OpenTransfer.State.STUCK);
            LOGGER.error(
                    "transfer={} tx={} is pending for more than {} ms: look whether the node still makes blocks, and"
                            + " whether its mempool holds more than a block's cap",
                    transfer.id(),
                    transfer.txId(),
                    context.stuckAfterMs());
        }
        findings.failed().forEach((transfer, detail) -> {
            book.fail(transfer);
            failuresInARow++;
            lastFailure = detail;
        });
        findings.confirmed().forEach((transfer, height) -> {
            book.confirm(transfer);
            guard.confirmed(transfer.txId(), height);
        });
    }

    private void at(final boolean reached, final FaultSeam.Step step) {
        if (reached) {
            context.faultSeam().at(step);
        }
    }
}
