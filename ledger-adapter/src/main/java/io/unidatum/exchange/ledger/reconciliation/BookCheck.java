package io.unidatum.exchange.ledger.reconciliation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the books agree with themselves: double entry, event by event and per asset. */
final class BookCheck {
    private static final String CHECK = "books";
    private static final int MOST = 100;

    /** By sequence, so that behind a checkpoint only new entries are read. */
    private static final String IMBALANCES = """
            SELECT sequence, asset_id, sum(amount) FROM ledger_entries WHERE sequence > ? AND sequence <= ?
            GROUP BY sequence, asset_id HAVING sum(amount) <> 0 ORDER BY sequence LIMIT ?""";

    private static final String DEPOSITS = """
            SELECT d.sequence FROM deposits d WHERE d.sequence > ? AND d.sequence <= ? AND NOT EXISTS
              (SELECT FROM ledger_entries e WHERE e.sequence = d.sequence) LIMIT ?""";

    /** Counter accounts have few rows a day each; they are added up behind their own checkpoints. */
    private static final String COUNTER = """
            SELECT a.asset_id, a.name, coalesce((SELECT sum(available::numeric + held) FROM balances b
                WHERE b.asset_id = a.asset_id), 0),
              (SELECT sum(coalesce(c.amount, 0) + coalesce((SELECT sum(e.amount) FROM ledger_entries e
                  WHERE e.account_id = w.account_id AND e.asset_id = a.asset_id
                  AND e.sequence > coalesce(c.sequence, 0) AND e.sequence <= ?), 0))
                FROM counter_accounts w LEFT JOIN reconciliation_checkpoints c
                  ON ? AND c.account_id = w.account_id AND c.asset_id = a.asset_id)
            FROM assets a ORDER BY a.asset_id""";

    private static final String REMEMBER = """
            INSERT INTO reconciliation_checkpoints SELECT w.account_id, a.asset_id, ?,
              coalesce(c.amount, 0) + coalesce((SELECT sum(e.amount) FROM ledger_entries e
                WHERE e.account_id = w.account_id AND e.asset_id = a.asset_id
                AND e.sequence > coalesce(c.sequence, 0) AND e.sequence <= ?), 0)
            FROM counter_accounts w CROSS JOIN assets a LEFT JOIN reconciliation_checkpoints c
              ON c.account_id = w.account_id AND c.asset_id = a.asset_id
            ON CONFLICT (account_id, asset_id) DO UPDATE SET sequence = excluded.sequence, amount = excluded.amount""";

    private BookCheck() {}

    /**
     * Looks.
     *
     * @param connection in one snapshot.
     * @param after events up to this one were looked at before; 0 for all.
     * @param completeHistory not to rely on checkpoints.
     * @param report to fill.
     */
    static void run(final Connection connection, final long after, final boolean completeHistory, final Report report)
            throws SQLException {
        final long sequence = BookSums.sequence(connection);
        report.sequence(sequence);
        imbalances(connection, after, sequence, report);
        entriesOfDeposits(connection, after, sequence, report);
        int assets = 0;
        try (PreparedStatement select = connection.prepareStatement(COUNTER)) {
            select.setLong(1, sequence);
            select.setBoolean(2, !completeHistory);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    assets++;
                    final BigDecimal held = row.getBigDecimal(3);
                    final BigDecimal outside = row.getBigDecimal(4).negate();
                    if (held.compareTo(outside) != 0) {
                        report.add(new Difference(
                                CHECK,
                                "total " + row.getString(2),
                                outside,
                                held,
                                "all balances together are not what came in less what went out"));
                    }
                }
            }
        }
        report.assets(assets);
    }

    /** Remembers the sums of counter accounts, once a run was clean. */
    static void remember(final Connection connection, final long sequence) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setLong(1, sequence);
            insert.setLong(2, sequence);
            insert.executeUpdate();
        }
    }

    private static void imbalances(
            final Connection connection, final long after, final long sequence, final Report report)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IMBALANCES)) {
            select.setLong(1, after);
            select.setLong(2, sequence);
            select.setInt(3, MOST);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    report.add(new Difference(
                            CHECK,
                            "event " + row.getLong(1) + " asset " + row.getInt(2),
                            BigDecimal.ZERO,
                            row.getBigDecimal(3),
                            "the event's entries do not sum to zero: one is lost, doubled or changed"));
                }
            }
        }
    }

    private static void entriesOfDeposits(
            final Connection connection, final long after, final long sequence, final Report report)
            throws SQLException {
        final List<Long> missing = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DEPOSITS)) {
            select.setLong(1, after);
            select.setLong(2, sequence);
            select.setInt(3, MOST);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    missing.add(row.getLong(1));
                }
            }
        }
        missing.forEach(event -> report.add(
                Difference.of(CHECK, "deposit at event " + event, 2, 0, "the deposit has no ledger entries")));
    }
}
