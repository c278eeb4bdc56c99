package io.unidatum.exchange.cli.replay;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV file of whole numbers, with errors that name the file and the line. Not thread safe. */
final class CsvRows implements AutoCloseable {
    /** Units of 10<sup>-8</sup> in a LOBSTER price step of 1/10,000. */
    static final long UNITS_PER_PRICE_STEP = 10_000;

    /** Largest price, in LOBSTER's steps. */
    static final long MAX_PRICE = 9_000_000_000L;

    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    CsvRows(final Path file) throws IOException {
        this.file = file;
        parser = CSVParser.parse(
                Files.newBufferedReader(file, StandardCharsets.US_ASCII),
                CSVFormat.DEFAULT
                        .builder()
                        .setTrim(true)
                        .setIgnoreEmptyLines(false)
                        .get());
        records = parser.iterator();
    }

    /** The next row, null at the end. An empty last line is none. */
    CSVRecord next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            final CSVRecord record = records.next();
            if (record.size() == 1 && record.get(0).isEmpty() && !records.hasNext()) {
                return null;
            }
            return record;
        } catch (final UncheckedIOException | IllegalStateException ex) {
            throw new UserError(file + " cannot be read as CSV behind line " + parser.getCurrentLineNumber() + ": "
                    + ex.getMessage());
        }
    }

    void requireColumns(final CSVRecord record, final int count, final String names) {
        if (record.size() < count) {
            throw error(record, "has " + record.size() + " columns, not the " + count + " of " + names);
        }
    }

    void requireDecimal(final CSVRecord record, final int column, final String name) {
        try {
            new BigDecimal(record.get(column));
        } catch (final NumberFormatException ex) {
            throw error(record, name + " is not a number: '" + record.get(column) + "'");
        }
    }

    long number(final CSVRecord record, final int column, final String name) {
        try {
            return Long.parseLong(record.get(column));
        } catch (final NumberFormatException ex) {
            throw error(record, name + " is not a whole number: '" + record.get(column) + "'");
        }
    }

    UserError error(final CSVRecord record, final String message) {
        return new UserError(file + " line " + record.getRecordNumber() + ": " + message);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
