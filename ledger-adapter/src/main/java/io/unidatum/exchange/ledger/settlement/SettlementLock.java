package io.unidatum.exchange.ledger.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Keeps two adapters from settling at once by mistake: an advisory lock of PostgreSQL, held by a connection of its own.
 * It is no fence: a paused process can wake up and post after its lock has gone.
 */
final class SettlementLock implements AutoCloseable {
    private static final long KEY = 0x53455454_4c454d54L;
    private static final int CHECK_TIMEOUT_S = 2;

    private final Connection connection;

    private SettlementLock(final Connection connection) {
        this.connection = connection;
    }

    /** {@return the lock, or null if another process has it} */
    static SettlementLock tryAcquire(final DataSource dataSource) throws SQLException {
        final Connection connection = dataSource.getConnection();
        boolean acquired = false;
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, KEY);
            try (ResultSet rows = statement.executeQuery()) {
                acquired = rows.next() && rows.getBoolean(1);
            }
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
        return acquired ? new SettlementLock(connection) : null;
    }

    /** {@return false if the connection, and with it the lock, is gone} */
    boolean isHeld() throws SQLException {
        return connection.isValid(CHECK_TIMEOUT_S);
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            statement.setLong(1, KEY);
            statement.execute();
        }
    }
}
