package io.unidatum.exchange.ledger.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions on the settlement's database: each sees one snapshot, and is committed as a whole or not at all. */
public final class Database {
    private final DataSource dataSource;

    /**
     * Constructs access to a database.
     *
     * @param dataSource of connections, one for each transaction.
     */
    public Database(final DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs work in a transaction.
     *
     * @param work to do.
     * @param <T> its result.
     * @return the result, once committed.
     * @throws SQLException if it was not committed, or it is not known whether it was.
     */
    public <T> T transact(final Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                beginSnapshot(connection);
                final T result = work.run(connection);
                connection.commit();
                return result;
            } catch (final SQLException | RuntimeException | Error ex) {
                rollback(connection, ex);
                throw ex;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** For this transaction only: a pool would have to set the connection's own level back each time. */
    private static void beginSnapshot(final Connection connection) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")) {
            begin.execute();
        }
    }

    private static void rollback(final Connection connection, final Throwable cause) {
        try {
            connection.rollback();
        } catch (final SQLException ex) {
            cause.addSuppressed(ex);
        }
    }

    /**
     * Work in a transaction.
     *
     * @param <T> its result.
     */
    public interface Work<T> {
        /**
         * Does it.
         *
         * @param connection in a transaction.
         * @return the result.
         * @throws SQLException to roll back.
         */
        T run(Connection connection) throws SQLException;
    }
}
