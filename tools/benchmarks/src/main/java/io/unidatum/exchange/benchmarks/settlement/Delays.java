package io.unidatum.exchange.benchmarks.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;

/** How long each trade took until the node had accepted the last transfer of its batch, from the database's records. */
final class Delays {
    private static final String BATCHES = "SELECT last_trade_id, transfers, coalesce(accepted_at, created_at),"
            + " created_at FROM settlement_batches WHERE last_trade_id > ? AND trades > 0 ORDER BY last_trade_id";
    private static final String TRADES = "SELECT trade_id, traded_at FROM trades WHERE trade_id > ? ORDER BY trade_id";

    private double[] settled = new double[1 << 10];
    private double[] netted = new double[1 << 10];
    private int settledCount;
    private int nettedCount;
    private int batches;
    private long transfers;

    private Delays() {}

    static Delays read(final Connection connection, final long afterTrade) throws SQLException {
        final Delays delays = new Delays();
        connection.setAutoCommit(false);
        try (PreparedStatement batches = connection.prepareStatement(BATCHES);
                PreparedStatement trades = connection.prepareStatement(TRADES)) {
            batches.setLong(1, afterTrade);
            trades.setLong(1, afterTrade);
            trades.setFetchSize(10_000);
            try (ResultSet batch = batches.executeQuery();
                    ResultSet trade = trades.executeQuery()) {
                delays.merge(batch, trade);
            }
        }
        connection.rollback();
        return delays;
    }

    private void merge(final ResultSet batch, final ResultSet trade) throws SQLException {
        boolean isBatch = next(batch);
        while (trade.next()) {
            while (isBatch && batch.getLong(1) < trade.getLong(1)) {
                isBatch = next(batch);
            }
            if (!isBatch) {
                throw new IllegalStateException("trade " + trade.getLong(1) + " is in no batch");
            }
            final double ms = ms(batch.getTimestamp(3)) - ms(trade.getTimestamp(2));
            if (batch.getInt(2) == 0) {
                netted = put(netted, nettedCount++, ms);
            } else {
                settled = put(settled, settledCount++, ms);
            }
        }
    }

    private boolean next(final ResultSet batch) throws SQLException {
        final boolean isBatch = batch.next();
        if (isBatch) {
            batches++;
            transfers += batch.getInt(2);
        }
        return isBatch;
    }

    int trades() {
        return settledCount + nettedCount;
    }

    int nettedTrades() {
        return nettedCount;
    }

    int batches() {
        return batches;
    }

    long transfers() {
        return transfers;
    }

    double meanMs() {
        return Arrays.stream(settled, 0, settledCount).average().orElse(0);
    }

    double nettedMeanMs() {
        return Arrays.stream(netted, 0, nettedCount).average().orElse(0);
    }

    /** {@return what so large a share of the trades did not exceed} */
    double percentileMs(final double share) {
        final double[] sorted = Arrays.copyOf(settled, settledCount);
        Arrays.sort(sorted);
        return settledCount == 0 ? 0 : sorted[(int) Math.min(settledCount - 1, Math.ceil(settledCount * share) - 1)];
    }

    /** How much longer the last third of the trades took than the first one. {@return 1 if it took as long} */
    double growth() {
        final int third = settledCount / 3;
        final double first = Arrays.stream(settled, 0, third).average().orElse(1);
        final double last = Arrays.stream(settled, settledCount - third, settledCount)
                .average()
                .orElse(1);
        return last / Math.max(1, first);
    }

    private static double ms(final Timestamp time) {
        return Math.floorDiv(time.getTime(), 1_000L) * 1_000.0 + time.getNanos() / 1e6;
    }

    private static double[] put(final double[] values, final int index, final double value) {
        final double[] room = index < values.length ? values : Arrays.copyOf(values, 2 * values.length);
        room[index] = value;
        return room;
    }
}
