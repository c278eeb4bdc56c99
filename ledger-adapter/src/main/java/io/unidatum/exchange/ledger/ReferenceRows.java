package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Changes to small tables that seldom change: a statement and its parameters each, sent as JDBC batches a statement.
 * The order is kept within a statement; statements concern different tables. Not thread safe.
 */
final class ReferenceRows {
    private final Map<String, List<Object[]>> parametersBySql = new LinkedHashMap<>();
    private int rows;

    /** Adds one change. */
    void add(final String sql, final Object... parameters) {
        parametersBySql.computeIfAbsent(sql, key -> new ArrayList<>()).add(parameters);
        rows++;
    }

    int size() {
        return rows;
    }

    void clear() {
        parametersBySql.clear();
        rows = 0;
    }

    /** Sends all changes as part of the connection's transaction. */
    void write(final Connection connection) throws SQLException {
        for (final Map.Entry<String, List<Object[]>> entry : parametersBySql.entrySet()) {
            try (PreparedStatement statement = connection.prepareStatement(entry.getKey())) {
                for (final Object[] parameters : entry.getValue()) {
                    for (int i = 0; i < parameters.length; i++) {
                        statement.setObject(i + 1, parameters[i]);
                    }
                    statement.addBatch();
                }
                for (final int changed : statement.executeBatch()) {
                    if (changed != 1) {
                        throw new LedgerFault("The database is damaged: a change found " + changed
                                + " rows. Restore it, or empty it to fill it again from the journal. Statement: "
                                + entry.getKey());
                    }
                }
            }
        }
    }

    /** A time as JDBC takes it, cut to the microsecond. */
    static OffsetDateTime time(final long epochNs) {
        final long micros = TimeUnit.NANOSECONDS.toMicros(epochNs);
        return Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros)).atOffset(ZoneOffset.UTC);
    }
}
