package io.unidatum.exchange.cli.demo;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.rest.TestTraders;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.PostgresSettings;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/** The ledger's rows, read only. Not thread safe. */
final class LedgerDatabase implements AutoCloseable {
    private static final String ORDERS = """
            SELECT order_id, account_id, client_order_id, order_status_name(status) AS status, filled_quantity
            FROM orders WHERE order_id = ANY (?) OR client_order_id = ANY (?)""";
    private static final String TRADES = """
            SELECT count(*) FROM trades WHERE maker_order_id = ANY (?) OR taker_order_id = ANY (?)""";
    private static final String WALLETS = """
            SELECT w.kind_index, w.address, (
                SELECT coalesce(sum(available::numeric + held), 0)::bigint
                FROM balances JOIN assets USING (asset_id)
                WHERE name = 'DEC' AND account_id <> 3 AND mod(account_id, c.custody_wallets) = w.kind_index) AS ledger
            FROM settlement_wallets w CROSS JOIN settlement_control c
            WHERE w.kind = 'custody' ORDER BY w.kind_index""";
    private static final String OPEN_TRANSFERS =
            "SELECT count(*) FROM settlement_transfers WHERE state IN ('prepared', 'pending', 'stuck')";
    private static final String SEQUENCE = "SELECT sequence FROM journal_position WHERE consumer = 'ledger'";

    private final Connection connection;

    /**
     * A row of the orders.
     *
     * @param orderId by the exchange.
     * @param account whose it is.
     * @param clientOrderId by us.
     * @param status as REST names it.
     * @param filledQuantity with 8 decimals.
     */
    record OrderRow(String orderId, long account, String clientOrderId, String status, long filledQuantity) {}

    /**
     * A custody wallet.
     *
     * @param index from 0.
     * @param address on chain.
     * @param ledger DEC of its accounts by the ledger, base units.
     */
    record WalletRow(int index, String address, long ledger) {}

    private LedgerDatabase(final Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @throws UserError if it cannot.
     */
    static LedgerDatabase connect(final PostgresSettings settings, final DataSettings data) {
        final Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password(data));
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        final String host = TestTraders.connectHost(settings.host());
        final String url = "jdbc:postgresql://" + host + ":" + settings.port() + "/" + settings.database();
        try {
            final Connection connection = DriverManager.getConnection(url, properties);
            connection.setReadOnly(true);
            return new LedgerDatabase(connection);
        } catch (final SQLException ex) {
            throw new UserError("PostgreSQL cannot be reached at " + url + " as " + settings.user() + " ("
                    + ex.getMessage() + "): set POSTGRES_HOST, POSTGRES_PORT and POSTGRES_PASSWORD");
        }
    }

    /** Journal sequence that the rows reflect. */
    long sequence() throws SQLException {
        return number(SEQUENCE);
    }

    /** Transfers that are not confirmed yet. */
    long openTransfers() throws SQLException {
        return number(OPEN_TRANSFERS);
    }

    /** Rows of orders with one of the ids, by the exchange or by us. */
    List<OrderRow> orders(final Collection<String> orderIds, final Collection<String> clientOrderIds)
            throws SQLException {
        final List<OrderRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ORDERS)) {
            statement.setArray(1, ids(orderIds));
            statement.setArray(2, connection.createArrayOf("varchar", clientOrderIds.toArray()));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(new OrderRow(
                            Long.toUnsignedString(result.getLong("order_id")),
                            result.getLong("account_id"),
                            result.getString("client_order_id"),
                            result.getString("status"),
                            result.getLong("filled_quantity")));
                }
            }
        }
        return rows;
    }

    /** Trades of these orders. */
    long trades(final Collection<String> orderIds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRADES)) {
            statement.setArray(1, ids(orderIds));
            statement.setArray(2, ids(orderIds));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** The custody wallets and what they should hold. */
    List<WalletRow> wallets() throws SQLException {
        final List<WalletRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WALLETS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(new WalletRow(result.getInt(1), result.getString(2), result.getLong(3)));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private long number(final String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private Array ids(final Collection<String> orderIds) throws SQLException {
        return connection.createArrayOf(
                "bigint", orderIds.stream().map(Long::parseUnsignedLong).toArray());
    }
}
