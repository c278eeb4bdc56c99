package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The fills of a batch, counted into the positions that are in the database when the batch is written: average cost
 * depends on the order of all fills, so it is carried on rather than added up. Not thread safe.
 */
final class PositionRows {
    private static final String LOAD = """
            SELECT p.account_id, p.instrument_id, p.quantity, p.cost, p.realised
            FROM unnest(?, ?) AS d (account_id, instrument_id) JOIN positions p USING (account_id, instrument_id)
            """;
    private static final String REPLACE = """
            INSERT INTO positions (account_id, instrument_id, quantity, cost, realised, sequence)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, instrument_id) DO UPDATE SET
              quantity = excluded.quantity, cost = excluded.cost, realised = excluded.realised,
              sequence = excluded.sequence
            """;

    private final Map<Key, List<Fill>> fillsByKey = new LinkedHashMap<>();

    /** Adds a fill; call in the journal's order, for a trade's maker before its taker. */
    void fill(
            final long accountId,
            final long instrumentId,
            final boolean buy,
            final long quantity,
            final long notional,
            final long sequence) {
        fillsByKey
                .computeIfAbsent(new Key(accountId, instrumentId), key -> new ArrayList<>())
                .add(new Fill(buy, quantity, notional, sequence));
    }

    int size() {
        return fillsByKey.size();
    }

    void clear() {
        fillsByKey.clear();
    }

    /** Carries the positions on, as part of the connection's transaction. */
    void write(final Connection connection) throws SQLException {
        if (fillsByKey.isEmpty()) {
            return;
        }
        final Map<Key, Position> before = load(connection);
        final ColumnArrays replaced = new ColumnArrays(6, REPLACE);
        fillsByKey.forEach((key, fills) -> {
            final Position position = before.getOrDefault(key, new Position());
            fills.forEach(fill -> position.fill(fill.buy, fill.quantity, fill.notional));
            replaced.add(
                    key.accountId,
                    key.instrumentId,
                    position.quantity(),
                    position.cost(),
                    position.realised(),
                    fills.get(fills.size() - 1).sequence);
        });
        replaced.execute(connection);
    }

    private Map<Key, Position> load(final Connection connection) throws SQLException {
        final PGConnection postgres = connection.unwrap(PGConnection.class);
        final long[] accounts =
                fillsByKey.keySet().stream().mapToLong(Key::accountId).toArray();
        final long[] instruments =
                fillsByKey.keySet().stream().mapToLong(Key::instrumentId).toArray();
        final Map<Key, Position> positions = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
            statement.setArray(1, postgres.createArrayOf("int8", accounts));
            statement.setArray(2, postgres.createArrayOf("int8", instruments));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    final Position position = new Position();
                    position.set(row.getLong(3), row.getLong(4), row.getLong(5));
                    positions.put(new Key(row.getLong(1), row.getLong(2)), position);
                }
            }
        }
        return positions;
    }

    private record Key(long accountId, long instrumentId) {}

    private record Fill(boolean buy, long quantity, long notional, long sequence) {}
}
