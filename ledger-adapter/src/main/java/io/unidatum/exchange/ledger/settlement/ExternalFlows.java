package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table {@code settlement_external_flows}: what others paid into the wallets. */
final class ExternalFlows {
    private final Database database;
    private final int chain;

    ExternalFlows(final Database database, final int chain) {
        this.database = database;
        this.chain = chain;
    }

    /** {@return ids of the transactions that the records account for} */
    Set<String> known(final List<NodeTransaction> transactions) throws SQLException {
        final List<String> ids =
                transactions.stream().map(NodeTransaction::id).distinct().toList();
        return database.transact(connection -> {
            final Set<String> known = new HashSet<>(TransferRecords.known(connection, ids));
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT tx_id FROM settlement_external_flows WHERE chain = ? AND tx_id = ANY (?)")) {
                select.setInt(1, chain);
                select.setArray(2, connection.createArrayOf("text", ids.toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        known.add(rows.getString(1));
                    }
                }
            }
            return known;
        });
    }

    /** Records transfers of others into a wallet, with the balance that follows. */
    void record(final Wallet wallet, final List<NodeTransaction> inflows, final long confirmed) throws SQLException {
        database.transact(connection -> {
            for (final NodeTransaction inflow : inflows) {
                insert(connection, wallet, inflow);
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_wallets SET confirmed = ?,"
                    + " updated_at = clock_timestamp() WHERE wallet_id = ? AND confirmed = ?")) {
                update.setLong(1, confirmed);
                update.setInt(2, wallet.id());
                update.setLong(3, wallet.confirmed());
                if (update.executeUpdate() != 1) {
                    throw new SQLException("the recorded balance of " + wallet.name() + " wallet is another by now");
                }
            }
            return null;
        });
    }

    private void insert(final Connection connection, final Wallet wallet, final NodeTransaction inflow)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_external_flows"
                + " (chain, tx_id, wallet_id, sender, amount, block_height) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, chain);
            insert.setString(2, inflow.id());
            insert.setInt(3, wallet.id());
            insert.setString(4, inflow.sender());
            insert.setLong(5, inflow.amount());
            insert.setLong(6, inflow.height());
            insert.executeUpdate();
        }
    }
}
