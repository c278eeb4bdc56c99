package io.unidatum.exchange.drills.exchange;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Questions to the ledger in PostgreSQL. A connection a question, since the server may be killed in between. */
public final class Database {
    private final RunningExchange exchange;

    /**
     * Creates it; connects when asked.
     *
     * @param exchange whose ledger it is.
     */
    public Database(final RunningExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * One number.
     *
     * @param sql that gives it in the first column of the first row.
     * @return the number.
     * @throws SQLException if there is none or the server cannot be asked.
     */
    public long number(final String sql) throws SQLException {
        try (Connection connection = exchange.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row: " + sql);
            }
            return rows.getLong(1);
        }
    }

    /**
     * First column to second column.
     *
     * @param sql that gives both.
     * @return the pairs.
     * @throws SQLException if a key comes twice or the server cannot be asked.
     */
    public Map<String, String> pairs(final String sql) throws SQLException {
        try (Connection connection = exchange.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            final Map<String, String> pairs = new HashMap<>();
            while (rows.next()) {
                if (pairs.put(rows.getString(1), rows.getString(2)) != null) {
                    throw new SQLException(rows.getString(1) + " comes twice: " + sql);
                }
            }
            return pairs;
        }
    }

    /** How far the ledger reaches. {@return journal sequence; 0 when the server does not answer} */
    public long sequence() {
        try {
            return number("SELECT sequence FROM journal_position WHERE consumer = 'ledger'");
        } catch (final SQLException ex) {
            return 0;
        }
    }

    /**
     * Waits until the ledger reaches a sequence.
     *
     * @param sequence of the journal.
     * @param atMost how long to wait.
     */
    public void awaitSequence(final long sequence, final Duration atMost) {
        Await.until("the ledger reaches " + sequence, atMost, () -> sequence() >= sequence);
    }
}
