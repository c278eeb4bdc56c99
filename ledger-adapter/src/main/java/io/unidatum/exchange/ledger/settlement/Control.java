package io.unidatum.exchange.ledger.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The one row of {@code settlement_control}.
 *
 * @param chain number of the chain that the records are about.
 * @param mode of custody.
 * @param custodyWallets that accounts are spread over if they are pooled.
 * @param clearingWallets beside them.
 * @param nodeHeight highest height seen on the chain.
 * @param lastTradeId trades up to it are covered by batches.
 * @param stopReason null unless settlement is stopped.
 * @param resume the operator's word; null without one.
 */
record Control(
        int chain,
        CustodyMode mode,
        int custodyWallets,
        int clearingWallets,
        long nodeHeight,
        long lastTradeId,
        String stopReason,
        Resume resume) {
    /** How an operator wants a stopped settlement to go on. */
    enum Resume {
        /** On the same chain, with the same records. */
        CONTINUE,
        /** On an empty chain, from nothing. */
        NEW_CHAIN
    }

    static Control loadOrCreate(
            final Connection connection, final CustodyMode mode, final int custodyWallets, final int clearingWallets)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_control"
                + " (chain, custody_mode, custody_wallets, clearing_wallets, node_height, last_trade_id)"
                + " VALUES (1, ?, ?, ?, 0, 0) ON CONFLICT DO NOTHING")) {
            insert.setString(1, mode.code());
            insert.setInt(2, custodyWallets);
            insert.setInt(3, clearingWallets);
            insert.executeUpdate();
        }
        return load(connection);
    }

    /** {@return which wallet holds an account's DEC} */
    Custody custody() {
        return new Custody(mode, custodyWallets);
    }

    /** Demands that the settings are those that the records were made with. */
    void require(final SettlementContext context) {
        if (mode != context.custodyMode()) {
            throw new IllegalStateException("custody is fixed: set CUSTODY_MODE=" + mode.code());
        }
        if (mode == CustodyMode.POOLED && custodyWallets != context.custodyWallets()
                || clearingWallets != context.clearingWallets()) {
            throw new IllegalStateException("the numbers of wallets are fixed: set CUSTODY_WALLETS=" + custodyWallets
                    + " and CLEARING_WALLETS=" + clearingWallets);
        }
    }

    static Control load(final Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT chain, custody_mode, custody_wallets,"
                        + " clearing_wallets, node_height, last_trade_id, stop_reason, resume"
                        + " FROM settlement_control");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("settlement_control has lost its row: restore the database");
            }
            final String resume = row.getString(8);
            return new Control(
                    row.getInt(1),
                    CustodyMode.of(row.getString(2)),
                    row.getInt(3),
                    row.getInt(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getString(7),
                    resume == null ? null : Resume.valueOf(resume));
        }
    }

    static void stop(final Connection connection, final String reason) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_control"
                + " SET stopped_at = coalesce(stopped_at, clock_timestamp()), stop_reason = ?, resume = NULL")) {
            update.setString(1, reason);
            update.executeUpdate();
        }
    }

    static void resumed(final Connection connection, final int chain, final long nodeHeight) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_control"
                + " SET stopped_at = NULL, stop_reason = NULL, resume = NULL, chain = ?, node_height = ?")) {
            update.setInt(1, chain);
            update.setLong(2, nodeHeight);
            update.executeUpdate();
        }
    }

    static void nodeHeight(final Connection connection, final long height) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE settlement_control SET node_height = ? WHERE node_height < ?")) {
            update.setLong(1, height);
            update.setLong(2, height);
            update.executeUpdate();
        }
    }

    static void lastTradeId(final Connection connection, final long tradeId) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE settlement_control SET last_trade_id = ?")) {
            update.setLong(1, tradeId);
            update.executeUpdate();
        }
    }
}
