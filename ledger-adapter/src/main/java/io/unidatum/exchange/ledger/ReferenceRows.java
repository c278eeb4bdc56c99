package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Changes to small tables that seldom change: a statement and its parameters each, in their order; runs of the same
 * statement are sent as one JDBC batch. Not thread safe.
 */
final class ReferenceRows {
    private final List<Change> changes = new ArrayList<>();

    /** Adds one change. */
    void add(final String sql, final Object... parameters) {
        changes.add(new Change(sql, parameters));
    }

    int size() {
        return changes.size();
    }

    void clear() {
        changes.clear();
    }

    /** Sends all changes as part of the connection's transaction. */
    void write(final Connection connection) throws SQLException {
        int next = 0;
        while (next < changes.size()) {
            next = writeRun(connection, next);
        }
    }

    private int writeRun(final Connection connection, final int first) throws SQLException {
        final String sql = changes.get(first).sql;
        int next = first;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            while (next < changes.size() && changes.get(next).sql.equals(sql)) {
                final Object[] parameters = changes.get(next).parameters;
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                statement.addBatch();
                next++;
            }
            for (final int changed : statement.executeBatch()) {
                if (changed != 1) {
                    throw new LedgerFault("The database is damaged: a change found " + changed
                            + " rows. Restore it, or empty it to fill it again from the journal. Statement: " + sql);
                }
            }
        }
        return next;
    }

    /** A time as JDBC takes it, cut to the microsecond. */
    static OffsetDateTime time(final long epochNs) {
        final long micros = TimeUnit.NANOSECONDS.toMicros(epochNs);
        return Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros)).atOffset(ZoneOffset.UTC);
    }

    private record Change(String sql, Object[] parameters) {}
}
