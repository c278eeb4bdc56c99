package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongHashSet;

/**
 * The partitions by time: has them made before rows come that belong there, and knows in which one an order is, since
 * order ids grow with time. Lives as long as a connection; not thread safe.
 */
final class Partitions {
    /** Where to look for an order that no partition can have. */
    static final Range ALL = new Range(0, TimeUnit.DAYS.toMicros(365L * 250));

    private static final String ENSURE = "SELECT ensure_partitions(time_of_micros(?))";
    private static final String LOAD = """
            SELECT CASE WHEN from_time = '-infinity' THEN 0 ELSE (extract(epoch FROM from_time) * 1000000)::bigint END,
              (extract(epoch FROM to_time) * 1000000)::bigint,
              (SELECT min(order_id) FROM orders WHERE created_at >= from_time AND created_at < to_time)
            FROM partitions WHERE table_name = 'orders' ORDER BY from_time
            """;

    private final Set<Long> ensuredDays = new HashSet<>();
    private final List<Range> ranges = new ArrayList<>();
    private final TreeMap<Long, Range> rangeByFirstOrder = new TreeMap<>();

    /**
     * Has the partitions made that are missing, as part of the connection's transaction.
     *
     * @param connection to use.
     * @param days since 1970 that rows belong to.
     */
    void ensure(final Connection connection, final LongHashSet days) throws SQLException {
        boolean isNew = false;
        for (final long day : days) {
            if (!ensuredDays.contains(day)) {
                try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
                    statement.setLong(1, TimeUnit.DAYS.toMicros(day));
                    statement.execute();
                }
                ensuredDays.add(day);
                isNew = true;
            }
        }
        if (isNew) {
            load(connection);
        }
    }

    /** Notes an order that is about to be written; call in the order of their ids. */
    void created(final long orderId, final long createdMicros) {
        final Map.Entry<Long, Range> newest = rangeByFirstOrder.lastEntry();
        if (newest == null || createdMicros >= newest.getValue().toMicros) {
            for (final Range range : ranges) {
                if (createdMicros >= range.fromMicros && createdMicros < range.toMicros) {
                    rangeByFirstOrder.put(orderId, range);
                }
            }
        }
    }

    /** Where an order is. {@return its partition, or {@link #ALL}} */
    Range of(final long orderId) {
        final Map.Entry<Long, Range> entry = rangeByFirstOrder.floorEntry(orderId);
        return entry == null ? ALL : entry.getValue();
    }

    /** Forgets everything: the connection is gone, and with it what it had not committed. */
    void clear() {
        ensuredDays.clear();
        ranges.clear();
        rangeByFirstOrder.clear();
    }

    private void load(final Connection connection) throws SQLException {
        ranges.clear();
        rangeByFirstOrder.clear();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOAD)) {
            while (row.next()) {
                final Range range = new Range(row.getLong(1), row.getLong(2));
                ranges.add(range);
                final long first = row.getLong(3);
                if (!row.wasNull()) {
                    rangeByFirstOrder.put(first, range);
                }
            }
        }
    }

    /**
     * What a partition covers.
     *
     * @param fromMicros first time in it, microseconds since 1970.
     * @param toMicros first time behind it.
     */
    record Range(long fromMicros, long toMicros) {}
}
