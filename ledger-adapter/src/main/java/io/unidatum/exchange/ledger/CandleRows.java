package io.unidatum.exchange.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The trades of a batch by instrument and minute, to be added to the candles that are there. Not thread safe. */
final class CandleRows {
    private static final String ADD = """
            INSERT INTO candles (instrument_id, minute, open, high, low, close, volume, notional, trades, last_trade_id)
            SELECT instrument_id, time_of_micros(minute), open, high, low, close,
              volume_high::numeric * 4294967296 + volume_low, notional_high::numeric * 4294967296 + notional_low,
              trades, last_trade_id
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS d (instrument_id, minute, open, high, low, close,
              volume_high, volume_low, notional_high, notional_low, trades, last_trade_id)
            ON CONFLICT (instrument_id, minute) DO UPDATE SET
              high = greatest(candles.high, excluded.high), low = least(candles.low, excluded.low),
              close = excluded.close, volume = candles.volume + excluded.volume,
              notional = candles.notional + excluded.notional, trades = candles.trades + excluded.trades,
              last_trade_id = excluded.last_trade_id
            """;
    private static final int COLUMNS = 12;
    private static final int HALF = 32;
    private static final long LOW = 0xffff_ffffL;

    private final Map<Key, Candle> candles = new LinkedHashMap<>();
    private final ColumnArrays added = new ColumnArrays(COLUMNS, ADD);
    private Key lastKey;
    private Candle last;

    /** Adds a trade; call in the order of their ids. */
    void trade(
            final long instrumentId,
            final long timeNs,
            final long tradeId,
            final long price,
            final long quantity,
            final long notional) {
        final long minute = Math.floorDiv(timeNs, TimeUnit.MINUTES.toNanos(1));
        if (lastKey == null || lastKey.minute != minute || lastKey.instrumentId != instrumentId) {
            lastKey = new Key(instrumentId, minute);
            last = candles.computeIfAbsent(lastKey, key -> new Candle(price));
        }
        last.add(tradeId, price, quantity, notional);
    }

    int size() {
        return candles.size();
    }

    void clear() {
        candles.clear();
        added.clear();
        lastKey = null;
        last = null;
    }

    /** Puts the rows into the form in which they are sent. Call once, when no more events come. */
    void seal() {
        candles.forEach((key, candle) -> added.add(
                key.instrumentId,
                TimeUnit.MINUTES.toMicros(key.minute),
                candle.open,
                candle.high,
                candle.low,
                candle.close,
                candle.volumeHigh,
                candle.volumeLow,
                candle.notionalHigh,
                candle.notionalLow,
                candle.trades,
                candle.lastTradeId));
    }

    /** Sends all rows as part of the connection's transaction. */
    void write(final Connection connection) throws SQLException {
        added.execute(connection);
    }

    private record Key(long instrumentId, long minute) {}

    /** Sums are in two halves, since they may exceed what one number holds. */
    private static final class Candle {
        private final long open;
        private long high;
        private long low;
        private long close;
        private long volumeHigh;
        private long volumeLow;
        private long notionalHigh;
        private long notionalLow;
        private long trades;
        private long lastTradeId;

        private Candle(final long price) {
            open = price;
            high = price;
            low = price;
        }

        private void add(final long tradeId, final long price, final long quantity, final long notional) {
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            volumeHigh += quantity >>> HALF;
            volumeLow += quantity & LOW;
            notionalHigh += notional >>> HALF;
            notionalLow += notional & LOW;
            trades++;
            lastTradeId = tradeId;
        }
    }
}
