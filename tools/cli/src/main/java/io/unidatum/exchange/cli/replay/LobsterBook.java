package io.unidatum.exchange.cli.replay;

import io.unidatum.exchange.cli.rest.BookLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a LOBSTER order book file row by row: for each level ask price, ask size, bid price, bid size, prices in
 * 1/10,000 dollar. A level of size 0, or with one of the file's dummy prices, is not there. Not thread safe.
 */
final class LobsterBook implements AutoCloseable {
    private static final int COLUMNS_PER_LEVEL = 4;
    private static final long DUMMY_PRICE = 9_999_999_999L;

    private final CsvRows rows;
    private final long sizeUnit;

    /**
     * Opens a file.
     *
     * @param file to read.
     * @param sizeUnit quantity of one share, with 8 decimals.
     */
    LobsterBook(final Path file, final long sizeUnit) throws IOException {
        rows = new CsvRows(file);
        this.sizeUnit = sizeUnit;
    }

    /**
     * The next row.
     *
     * @return null at the end.
     * @throws io.unidatum.exchange.cli.UserError that names the line if it is not a book.
     */
    BookRow next() {
        final CSVRecord record = rows.next();
        if (record == null) {
            return null;
        }
        rows.requireColumns(record, COLUMNS_PER_LEVEL, "ask price, ask size, bid price, bid size");
        if (record.size() % COLUMNS_PER_LEVEL != 0) {
            throw rows.error(record, "has " + record.size() + " columns, which is no multiple of 4");
        }
        final List<BookLevel> asks = new ArrayList<>();
        final List<BookLevel> bids = new ArrayList<>();
        for (int column = 0; column < record.size(); column += COLUMNS_PER_LEVEL) {
            add(asks, record, column, "ask");
            add(bids, record, column + 2, "bid");
        }
        return new BookRow(record.getRecordNumber(), asks, bids);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private void add(final List<BookLevel> side, final CSVRecord record, final int column, final String name) {
        final long price = rows.number(record, column, name + " price");
        final long size = rows.number(record, column + 1, name + " size");
        if (size == 0 || Math.abs(price) == DUMMY_PRICE) {
            return;
        }
        if (size < 0 || price <= 0 || price > CsvRows.MAX_PRICE) {
            throw rows.error(record, "no " + name + " level: price " + price + ", size " + size);
        }
        side.add(new BookLevel(price * CsvRows.UNITS_PER_PRICE_STEP, Math.multiplyExact(size, sizeUnit)));
    }
}
