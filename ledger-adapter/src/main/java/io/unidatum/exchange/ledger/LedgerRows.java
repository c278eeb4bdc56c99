package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Double-entry bookings. One method books one movement of an amount between two accounts as two entries, so the entries
 * of an event cannot but sum to zero. Not thread safe.
 */
final class LedgerRows {
    private final CopyRows entries = new CopyRows(
            "ledger_entries", "sequence", "account_id", "amount", "booked_at", "asset_id", "entry", "kind");
    private long sequence;
    private int entry;

    /** Moves an amount; moving nothing books nothing. */
    void move(
            final long eventSequence,
            final long timeNs,
            final LedgerKind kind,
            final int assetId,
            final long from,
            final long to,
            final long amount) {
        if (amount != 0) {
            book(eventSequence, timeNs, kind, assetId, from, Math.negateExact(amount));
            book(eventSequence, timeNs, kind, assetId, to, amount);
        }
    }

    int size() {
        return entries.size();
    }

    void clear() {
        entries.clear();
        sequence = 0;
        entry = 0;
    }

    /** Sends all entries as part of the connection's transaction. */
    void write(final Connection connection) throws SQLException {
        entries.copyTo(connection.unwrap(PGConnection.class));
    }

    private void book(
            final long eventSequence,
            final long timeNs,
            final LedgerKind kind,
            final int assetId,
            final long accountId,
            final long amount) {
        if (eventSequence != sequence) {
            sequence = eventSequence;
            entry = 0;
        }
        entries.row()
                .putLong(eventSequence)
                .putLong(accountId)
                .putLong(amount)
                .putTime(timeNs)
                .putInt(assetId)
                .putShort(++entry)
                .putShort(kind.code());
    }
}
