package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.agrona.collections.LongArrayList;
import org.postgresql.PGConnection;

/**
 * Many rows of bigint columns as the parameters of one statement that unnests them: one round trip, one plan. Not
 * thread safe.
 */
final class ColumnArrays {
    private final String sql;
    private final LongArrayList[] columns;
    private int rows;

    /**
     * Makes empty arrays.
     *
     * @param columns how many arrays the statement takes.
     * @param sql with a parameter for each.
     */
    ColumnArrays(final int columns, final String sql) {
        this.sql = sql;
        this.columns = new LongArrayList[columns];
        for (int i = 0; i < columns; i++) {
            this.columns[i] = new LongArrayList();
        }
    }

    void add(final long... values) {
        if (values.length != columns.length) {
            throw new IllegalArgumentException(values.length + " values for " + columns.length + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            columns[i].addLong(values[i]);
        }
        rows++;
    }

    int size() {
        return rows;
    }

    void clear() {
        for (final LongArrayList column : columns) {
            column.clear();
        }
        rows = 0;
    }

    /**
     * Runs the statement over all rows, if there are any.
     *
     * @param connection to run it on, as part of its transaction.
     * @param more parameters behind the arrays.
     * @throws SQLException if PostgreSQL refuses it or cannot be reached.
     * @throws LedgerFault if not every row found its place.
     */
    void execute(final Connection connection, final long... more) throws SQLException {
        if (rows == 0) {
            return;
        }
        final PGConnection postgres = connection.unwrap(PGConnection.class);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.length; i++) {
                statement.setArray(i + 1, postgres.createArrayOf("int8", columns[i].toLongArray()));
            }
            for (int i = 0; i < more.length; i++) {
                statement.setLong(columns.length + i + 1, more[i]);
            }
            final int changed = statement.executeUpdate();
            if (changed != rows) {
                throw new LedgerFault("The database is damaged: " + rows + " rows should have changed but " + changed
                        + " did. Restore it, or empty it to fill it again from the journal. Statement: " + sql);
            }
        }
    }
}
