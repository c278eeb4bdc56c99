package io.unidatum.exchange.ledger.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;

/** What settlement reads of the ledger's tables. All reads of one window share one snapshot of the database. */
final class LedgerReader {
    private static final String SEQUENCE = "SELECT sequence FROM journal_position WHERE consumer = 'ledger'";
    /** A plan that was made while a table was small must not read all of it later. */
    private static final String OPEN = "SELECT sequence, set_config('enable_seqscan', 'off', true)"
            + " FROM journal_position WHERE consumer = 'ledger'";

    private static final String DEC = "(SELECT asset_id FROM assets WHERE name = 'DEC')";
    private static final String TOTALS =
            "SELECT account_id, available::numeric + held FROM balances WHERE asset_id = " + DEC;
    private static final String DELTAS = "SELECT account_id, sum(amount) FROM ledger_entries"
            + " WHERE sequence > ? AND sequence <= ? AND account_id > 0 AND asset_id = " + DEC
            + " GROUP BY account_id";
    private static final String TRADES = """
            SELECT trade_id, t.instrument_id, price, quantity, taker_side, maker_account, taker_account, t.sequence,
              traded_at
            FROM trades t JOIN instruments i ON i.instrument_id = t.instrument_id
            WHERE trade_id > ? AND trade_id <= ?
              AND (SELECT asset_id FROM assets WHERE name = 'DEC') IN (base_asset, quote_asset)
            ORDER BY trade_id""";
    private static final int TRADE_COLUMNS = 8;
    private static final int TIME_COLUMN = 9;
    private static final int FETCH_SIZE = 10_000;

    private LedgerReader() {}

    /** {@return the journal sequence that the tables reach; 0 before the first event} */
    static long sequence(final Connection connection) throws SQLException {
        return sequence(connection, SEQUENCE);
    }

    /** Begins the reads of a window. {@return the journal sequence of all that it sees} */
    static long begin(final Connection connection) throws SQLException {
        return sequence(connection, OPEN);
    }

    private static long sequence(final Connection connection, final String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** {@return DEC of all accounts, by the wallet that holds it: reads every balance} */
    static Amounts totals(final Connection connection, final Custody custody) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setFetchSize(FETCH_SIZE);
            return amounts(statement, custody);
        }
    }

    /**
     * What the journal changed.
     *
     * @param after this sequence.
     * @param upTo and this one included.
     * @return changes of DEC by wallet.
     */
    static Amounts deltas(final Connection connection, final Custody custody, final long after, final long upTo)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELTAS)) {
            statement.setLong(1, after);
            statement.setLong(2, upTo);
            return amounts(statement, custody);
        }
    }

    private static Amounts amounts(final PreparedStatement statement, final Custody custody) throws SQLException {
        final Map<Integer, Long> byWallet = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                byWallet.merge(
                        custody.walletOf(rows.getLong(1)), rows.getBigDecimal(2).longValueExact(), Math::addExact);
            }
        }
        final Long clearing = byWallet.remove(Custody.CLEARING);
        return new Amounts(byWallet, clearing == null ? 0 : clearing);
    }

    /**
     * Adds all trades with DEC that are newer to a tree.
     *
     * @return id of the last one, or the given one if there is none.
     */
    static long trades(final Connection connection, final long afterTradeId, final TradeMerkleTree tree)
            throws SQLException {
        return trades(connection, afterTradeId, Long.MAX_VALUE, (id, text, timeMs) -> tree.add(text));
    }

    /**
     * Hands on trades with DEC in the order of their ids. A trade's text is its id, instrument, price, quantity,
     * taker's side, maker's and taker's account and journal sequence, decimal, with {@code |} between.
     *
     * @return id of the last one, or the given one if there is none.
     */
    static long trades(
            final Connection connection, final long afterTradeId, final long upToTradeId, final TradeListener listener)
            throws SQLException {
        long last = afterTradeId;
        try (PreparedStatement statement = connection.prepareStatement(TRADES)) {
            statement.setFetchSize(FETCH_SIZE);
            statement.setLong(1, afterTradeId);
            statement.setLong(2, upToTradeId);
            try (ResultSet rows = statement.executeQuery()) {
                final StringBuilder text = new StringBuilder();
                while (rows.next()) {
                    last = rows.getLong(1);
                    text.setLength(0);
                    for (int column = 1; column <= TRADE_COLUMNS; column++) {
                        text.append(column == 1 ? "" : "|").append(rows.getLong(column));
                    }
                    final Timestamp time = rows.getTimestamp(TIME_COLUMN);
                    listener.onTrade(last, text.toString(), time.getTime());
                }
            }
        }
        return last;
    }

    /** Is handed trades. */
    interface TradeListener {
        /**
         * A trade.
         *
         * @param tradeId its id.
         * @param text of its leaf in the Merkle tree.
         * @param timeMs when it happened.
         */
        void onTrade(long tradeId, String text, long timeMs);
    }

    /**
     * DEC by the ledger, base units: totals, or changes.
     *
     * @param custody by custody wallet.
     * @param clearing of the clearing wallets' account.
     */
    record Amounts(Map<Integer, Long> custody, long clearing) {}
}
