package io.unidatum.exchange.ledger.reconciliation;

import io.unidatum.exchange.client.BalancesPage;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads the books: balances as rows and as sums of entries. Each call is one snapshot, given by the caller. */
final class BookSums {
    /** Entries of single accounts are found by the index on (account_id, asset_id, sequence). */
    private static final String PAGE = """
            SELECT p.account_id, p.asset_id, coalesce(c.amount, 0) + coalesce((SELECT sum(e.amount)
                FROM ledger_entries e WHERE e.account_id = p.account_id AND e.asset_id = p.asset_id
                AND e.sequence > coalesce(c.sequence, 0) AND e.sequence <= ?), 0),
              coalesce((SELECT sum(e.amount) FROM ledger_entries e WHERE e.account_id = p.account_id
                AND e.asset_id = p.asset_id AND e.sequence > ?), 0),
              b.available, b.held, coalesce(b.sequence, -1)
            FROM unnest(?::bigint[], ?::integer[]) WITH ORDINALITY AS p (account_id, asset_id, place)
            LEFT JOIN reconciliation_checkpoints c ON ? AND c.account_id = p.account_id AND c.asset_id = p.asset_id
              AND c.sequence <= ?
            LEFT JOIN balances b ON b.account_id = p.account_id AND b.asset_id = p.asset_id
            ORDER BY p.place""";

    private BookSums() {}

    /**
     * What the books say of a balance.
     *
     * @param summed entries up to the page's sequence.
     * @param later entries behind it.
     * @param available by its row; null without a row.
     * @param held by its row.
     * @param rowSequence event that the row is of; -1 without a row.
     */
    record Balance(BigDecimal summed, BigDecimal later, Long available, long held, long rowSequence) {}

    /** Consumes a balance. */
    @FunctionalInterface
    interface Consumer {
        void accept(BalancesPage.Entry entry, Balance balance);
    }

    static long sequence(final Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT sequence FROM journal_position WHERE consumer = 'ledger'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static void page(
            final Connection connection,
            final BalancesPage page,
            final boolean completeHistory,
            final Consumer consumer)
            throws SQLException {
        final List<BalancesPage.Entry> entries = page.entries();
        final Array accounts = connection.createArrayOf(
                "bigint", entries.stream().map(BalancesPage.Entry::account).toArray());
        final Array assets = connection.createArrayOf(
                "integer", entries.stream().map(BalancesPage.Entry::assetId).toArray());
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setLong(1, page.sequence());
            select.setLong(2, page.sequence());
            select.setArray(3, accounts);
            select.setArray(4, assets);
            select.setBoolean(5, !completeHistory);
            select.setLong(6, page.sequence());
            try (ResultSet row = select.executeQuery()) {
                for (final BalancesPage.Entry entry : entries) {
                    if (!row.next()) {
                        throw new SQLException("a balance is missing in the answer");
                    }
                    final long available = row.getLong(5);
                    consumer.accept(
                            entry,
                            new Balance(
                                    row.getBigDecimal(3),
                                    row.getBigDecimal(4),
                                    row.wasNull() ? null : available,
                                    row.getLong(6),
                                    row.getLong(7)));
                }
            }
        }
    }

    /** Remembers sums that were found right. */
    static void checkpoint(final Connection connection, final List<BalancesPage.Entry> entries, final long sequence)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO reconciliation_checkpoints"
                + " SELECT u.account_id, u.asset_id, ?, u.amount"
                + " FROM unnest(?::bigint[], ?::integer[], ?::bigint[]) AS u (account_id, asset_id, amount)"
                + " ON CONFLICT (account_id, asset_id) DO UPDATE SET sequence = excluded.sequence,"
                + " amount = excluded.amount WHERE reconciliation_checkpoints.sequence < excluded.sequence")) {
            insert.setLong(1, sequence);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            entries.stream().map(BalancesPage.Entry::account).toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "integer",
                            entries.stream().map(BalancesPage.Entry::assetId).toArray()));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint",
                            entries.stream()
                                    .map(entry -> entry.available() + entry.held())
                                    .toArray()));
            insert.executeUpdate();
        }
    }
}
