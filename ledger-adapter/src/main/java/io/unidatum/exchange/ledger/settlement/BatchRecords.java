package io.unidatum.exchange.ledger.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Set;

/** The table {@code settlement_batches}, and the sequences that number batches and transfers. */
final class BatchRecords {
    private BatchRecords() {}

    static long nextTransferId(final Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT nextval('settlement_transfer_ids')");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** {@return the id of a new batch, followed by those of its transfers} */
    static long[] nextIds(final Connection connection, final int transfers) throws SQLException {
        final long[] ids = new long[1 + transfers];
        try (PreparedStatement select = connection.prepareStatement("SELECT nextval('settlement_batch_ids')"
                + " UNION ALL SELECT nextval('settlement_transfer_ids') FROM generate_series(1, ?)")) {
            select.setInt(1, transfers);
            try (ResultSet rows = select.executeQuery()) {
                for (int i = 0; i < ids.length && rows.next(); i++) {
                    ids[i] = rows.getLong(1);
                }
            }
        }
        return ids;
    }

    static void insert(final Connection connection, final int chain, final Batch batch, final long nowMs)
            throws SQLException {
        final boolean finished = batch.transfers().isEmpty();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_batches (batch_id, chain,"
                + " journal_sequence, after_trade_id, last_trade_id, trades, merkle_root, transfers, amount, state,"
                + " created_at, finished_at, oldest_trade_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, batch.id());
            insert.setInt(2, chain);
            insert.setLong(3, batch.sequence());
            insert.setLong(4, batch.afterTradeId());
            insert.setLong(5, batch.lastTradeId());
            insert.setLong(6, batch.trades());
            insert.setBytes(7, batch.root());
            insert.setInt(8, batch.transfers().size());
            insert.setLong(9, batch.amount());
            insert.setString(10, finished ? "confirmed" : "prepared");
            insert.setTimestamp(11, new Timestamp(nowMs));
            insert.setTimestamp(12, finished ? new Timestamp(nowMs) : null);
            insert.setTimestamp(13, batch.trades() == 0 ? null : new Timestamp(batch.oldestTradeMs()));
            insert.executeUpdate();
        }
    }

    /** Brings the state of batches up to that of their transfers. */
    static void advance(final Connection connection, final Set<Long> batchIds, final long nowMs) throws SQLException {
        final String unless = " AND NOT EXISTS (SELECT FROM settlement_transfers t WHERE t.batch_id = b.batch_id"
                + " AND t.state IN ";
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_batches b SET state = 'pending',"
                + " accepted_at = (SELECT max(t.accepted_at) FROM settlement_transfers t WHERE t.batch_id = b.batch_id)"
                + " WHERE state = 'prepared' AND batch_id = ANY (?)" + unless + "('prepared'))")) {
            update.setArray(1, connection.createArrayOf("bigint", batchIds.toArray()));
            update.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_batches b SET state ="
                + " CASE WHEN EXISTS (SELECT FROM settlement_transfers t WHERE t.batch_id = b.batch_id"
                + " AND t.state = 'failed') THEN 'failed' ELSE 'confirmed' END, finished_at = ?"
                + " WHERE state IN ('prepared', 'pending') AND batch_id = ANY (?)" + unless
                + "('prepared', 'pending', 'stuck'))")) {
            update.setTimestamp(1, new Timestamp(nowMs));
            update.setArray(2, connection.createArrayOf("bigint", batchIds.toArray()));
            update.executeUpdate();
        }
    }
}
