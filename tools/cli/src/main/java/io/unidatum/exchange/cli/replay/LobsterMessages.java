package io.unidatum.exchange.cli.replay;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a LOBSTER message file row by row: time, type, order id, size, price in 1/10,000 dollar, direction of the
 * resting order. Further columns are passed over. Not thread safe.
 */
final class LobsterMessages implements AutoCloseable {
    private static final int COLUMNS = 6;
    private static final int TYPE = 1;
    private static final int ORDER_ID = 2;
    private static final int SIZE = 3;
    private static final int PRICE = 4;
    private static final int DIRECTION = 5;
    private static final int LAST_TYPE = 7;

    private final CsvRows rows;

    LobsterMessages(final Path file) throws IOException {
        rows = new CsvRows(file);
    }

    /**
     * The next message.
     *
     * @return null at the end.
     * @throws io.unidatum.exchange.cli.UserError that names the line if it is not a message.
     */
    LobsterMessage next() {
        final CSVRecord record = rows.next();
        if (record == null) {
            return null;
        }
        rows.requireColumns(record, COLUMNS, "time, type, order id, size, price, direction");
        rows.requireDecimal(record, 0, "time");
        final long type = rows.number(record, TYPE, "type");
        if (type < LobsterMessage.NEW || type > LAST_TYPE) {
            throw rows.error(record, "type is not 1 to " + LAST_TYPE + ": " + type);
        }
        final long orderId = rows.number(record, ORDER_ID, "order id");
        final long size = rows.number(record, SIZE, "size");
        final long price = rows.number(record, PRICE, "price");
        final long direction = rows.number(record, DIRECTION, "direction");
        if (direction != 1 && direction != -1) {
            throw rows.error(record, "direction is not 1 or -1: " + direction);
        }
        // Halts carry no size and a price of -1, 0 or 1.
        final boolean acts = type <= LobsterMessage.EXECUTION;
        if (acts && size <= 0) {
            throw rows.error(record, "size is not positive: " + size);
        }
        if (acts && (price <= 0 || price > CsvRows.MAX_PRICE)) {
            throw rows.error(record, "price is out of range: " + price);
        }
        return new LobsterMessage(
                record.getRecordNumber(),
                (int) type,
                orderId,
                size,
                acts ? price * CsvRows.UNITS_PER_PRICE_STEP : 0,
                direction == 1);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
