package io.unidatum.exchange.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Questions to the ledger in PostgreSQL. A connection a question, since the server may be killed in between. */
final class Database {
    private final RunningExchange exchange;

    Database(final RunningExchange exchange) {
        this.exchange = exchange;
    }

    /** One number. */
    long number(final String sql) throws SQLException {
        try (Connection connection = exchange.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row: " + sql);
            }
            return rows.getLong(1);
        }
    }

    /** First column to second column; fails when a key comes twice. */
    Map<String, String> pairs(final String sql) throws SQLException {
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

    /** How far the ledger reaches; 0 when the server does not answer. */
    long sequence() {
        try {
            return number("SELECT sequence FROM journal_position WHERE consumer = 'ledger'");
        } catch (final SQLException ex) {
            return 0;
        }
    }

    void awaitSequence(final long sequence) {
        Await.until("the ledger reaches " + sequence, java.time.Duration.ofSeconds(90), () -> sequence() >= sequence);
    }
}
