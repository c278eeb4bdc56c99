package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The balances that a batch changes, each once. Events say what a balance is afterwards; only fee income is an amount
 * to add. Not thread safe.
 */
final class BalanceRows {
    private static final String REPLACE = """
            INSERT INTO balances (account_id, asset_id, available, held, sequence)
            SELECT d.account_id, d.asset_id::integer, d.available, d.held, d.sequence
            FROM unnest(?, ?, ?, ?, ?) AS d (account_id, asset_id, available, held, sequence)
            ON CONFLICT (account_id, asset_id) DO UPDATE SET
              available = excluded.available, held = excluded.held, sequence = excluded.sequence
            """;
    private static final String ADD = """
            INSERT INTO balances (account_id, asset_id, available, held, sequence)
            SELECT d.account_id, d.asset_id::integer, d.amount, 0, d.sequence
            FROM unnest(?, ?, ?, ?) AS d (account_id, asset_id, amount, sequence)
            ON CONFLICT (account_id, asset_id) DO UPDATE SET
              available = balances.available + excluded.available, sequence = excluded.sequence
            """;

    private final Map<Key, Row> rowByKey = new HashMap<>();
    private final ColumnArrays replaced = new ColumnArrays(5, REPLACE);
    private final ColumnArrays added = new ColumnArrays(4, ADD);

    /** What the balance is after an event. */
    void set(final long accountId, final int assetId, final long available, final long held, final long sequence) {
        final Row row = row(accountId, assetId);
        row.isKnown = true;
        row.available = available;
        row.held = held;
        row.sequence = sequence;
    }

    /** Adds to what is available. */
    void add(final long accountId, final int assetId, final long amount, final long sequence) {
        final Row row = row(accountId, assetId);
        row.available = Math.addExact(row.available, amount);
        row.sequence = sequence;
    }

    int size() {
        return rowByKey.size();
    }

    void clear() {
        rowByKey.clear();
        replaced.clear();
        added.clear();
    }

    /** Puts the rows into the form in which they are sent. Call once, when no more events come. */
    void seal() {
        rowByKey.forEach((key, row) -> {
            if (row.isKnown) {
                replaced.add(key.accountId, key.assetId, row.available, row.held, row.sequence);
            } else {
                added.add(key.accountId, key.assetId, row.available, row.sequence);
            }
        });
    }

    /** Sends all rows as part of the connection's transaction. */
    void write(final Connection connection) throws SQLException {
        replaced.execute(connection);
        added.execute(connection);
    }

    private Row row(final long accountId, final int assetId) {
        return rowByKey.computeIfAbsent(new Key(accountId, assetId), key -> new Row());
    }

    private record Key(long accountId, int assetId) {}

    /** While not known, {@code available} is what is to be added. */
    private static final class Row {
        private boolean isKnown;
        private long available;
        private long held;
        private long sequence;
    }
}
