package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.protocol.ReservedAccounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What settlement reads of the ledger's tables. All reads of one window share one snapshot of the database. */
final class LedgerReader {
    private static final String SEQUENCE = "SELECT sequence FROM journal_position WHERE consumer = 'ledger'";
    private static final String TOTALS = """
            SELECT CASE WHEN account_id = ? THEN -1 ELSE mod(account_id, ?) END AS wallet,
              sum(available::numeric + held)::bigint AS total
            FROM balances JOIN assets USING (asset_id) WHERE name = 'DEC' GROUP BY wallet""";
    private static final String TRADES = """
            SELECT trade_id, t.instrument_id, price, quantity, taker_side, maker_account, taker_account, t.sequence
            FROM trades t JOIN instruments i ON i.instrument_id = t.instrument_id
            WHERE trade_id > ? AND (SELECT asset_id FROM assets WHERE name = 'DEC') IN (base_asset, quote_asset)
            ORDER BY trade_id""";
    private static final int TRADE_COLUMNS = 8;
    private static final int FETCH_SIZE = 10_000;

    private LedgerReader() {}

    /** {@return the journal sequence that the tables reach; 0 before the first event} */
    static long sequence(final Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SEQUENCE);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** {@return DEC of all accounts, by the wallet that holds it} */
    static Totals totals(final Connection connection, final int custodyWallets) throws SQLException {
        final long[] custody = new long[custodyWallets];
        long clearing = 0;
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setLong(1, ReservedAccounts.CLEARING);
            statement.setInt(2, custodyWallets);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    final int wallet = rows.getInt(1);
                    if (wallet < 0) {
                        clearing = rows.getLong(2);
                    } else {
                        custody[wallet] = rows.getLong(2);
                    }
                }
            }
        }
        return new Totals(custody, clearing);
    }

    /**
     * Adds all trades with DEC that are newer to a tree. A trade's text is its id, instrument, price, quantity, taker's
     * side, maker's and taker's account and journal sequence, decimal, with {@code |} between.
     *
     * @return id of the last one, or the given one if there is none.
     */
    static long trades(final Connection connection, final long afterTradeId, final TradeMerkleTree tree)
            throws SQLException {
        long last = afterTradeId;
        try (PreparedStatement statement = connection.prepareStatement(TRADES)) {
            statement.setFetchSize(FETCH_SIZE);
            statement.setLong(1, afterTradeId);
            try (ResultSet rows = statement.executeQuery()) {
                final StringBuilder text = new StringBuilder();
                while (rows.next()) {
                    last = rows.getLong(1);
                    text.setLength(0);
                    for (int column = 1; column <= TRADE_COLUMNS; column++) {
                        text.append(column == 1 ? "" : "|").append(rows.getLong(column));
                    }
                    tree.add(text.toString());
                }
            }
        }
        return last;
    }

    /**
     * DEC by the ledger, base units.
     *
     * @param custody by custody wallet.
     * @param clearing of the clearing wallets' account.
     */
    record Totals(long[] custody, long clearing) {}
}
