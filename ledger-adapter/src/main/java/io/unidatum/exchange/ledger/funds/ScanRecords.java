package io.unidatum.exchange.ledger.funds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables {@code chain_scan} and, for what is found, {@code chain_deposits}, for one chain. */
final class ScanRecords {
    private static final String CREATE = """
            INSERT INTO chain_scan (chain, next_height)
            SELECT ?, CASE WHEN EXISTS (SELECT FROM deposit_addresses) THEN 0 ELSE ? END ON CONFLICT DO NOTHING""";
    private static final String ABANDON = """
            UPDATE chain_deposits SET state = 'unclaimed', reason = 'its chain was abandoned'
            WHERE state = 'pending' AND chain < ?""";
    // The same transfer on a chain that began again is there again, but its id is credited once, for ever.
    private static final String FOUND = """
            INSERT INTO chain_deposits (tx_id, chain, account_id, address, sender, amount, block_height, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'pending')
            ON CONFLICT (tx_id) DO UPDATE SET chain = excluded.chain, block_height = excluded.block_height,
              state = 'pending', reason = NULL WHERE chain_deposits.chain < excluded.chain""";

    private final int chain;

    ScanRecords(final int chain) {
        this.chain = chain;
    }

    /**
     * Loads how far the chain was read. Where nobody has a deposit address yet, nothing below the present height can be
     * for one: reading begins there.
     */
    Position loadOrCreate(final Connection connection, final long nodeHeight) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CREATE);
                PreparedStatement abandon = connection.prepareStatement(ABANDON)) {
            insert.setInt(1, chain);
            insert.setLong(2, Math.max(0, nodeHeight));
            insert.executeUpdate();
            abandon.setInt(1, chain);
            abandon.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT next_height, last_hash FROM chain_scan WHERE chain = ?")) {
            select.setInt(1, chain);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Position(row.getLong(1), row.getString(2));
            }
        }
    }

    /** {@return accounts by deposit address, for those of the addresses that are some} */
    Map<String, Long> accounts(final Connection connection, final List<String> addresses) throws SQLException {
        final Map<String, Long> accounts = new HashMap<>();
        if (addresses.isEmpty()) {
            return accounts;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT address, account_id FROM deposit_addresses WHERE address = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("text", addresses.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    accounts.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return accounts;
    }

    void record(final Connection connection, final List<ChainScanner.Found> deposits) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FOUND)) {
            for (final ChainScanner.Found found : deposits) {
                insert.setString(1, found.transaction().id());
                insert.setInt(2, chain);
                insert.setLong(3, found.account());
                insert.setString(4, found.transaction().recipient());
                insert.setString(5, found.transaction().sender());
                insert.setLong(6, found.transaction().amount());
                insert.setLong(7, found.transaction().height());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void advance(final Connection connection, final Position from, final Position to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE chain_scan SET next_height = ?,"
                + " last_hash = ?, updated_at = clock_timestamp() WHERE chain = ? AND next_height = ?")) {
            update.setLong(1, to.nextHeight());
            update.setString(2, to.lastHash());
            update.setInt(3, chain);
            update.setLong(4, from.nextHeight());
            if (update.executeUpdate() != 1) {
                throw new SQLException("chain_scan is not where it was: another process reads the chain, too, or"
                        + " somebody has set it back");
            }
        }
    }

    /**
     * How far a chain was read.
     *
     * @param nextHeight of the next block to read.
     * @param lastHash of the block before it; null if that was not read.
     */
    record Position(long nextHeight, String lastHash) {}
}
