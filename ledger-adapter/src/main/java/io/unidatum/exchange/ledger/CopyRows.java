package io.unidatum.exchange.ledger;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * New rows of one table in PostgreSQL's binary COPY format, ready to be sent as often as it takes. Fields are put in
 * the order of the columns given. Not thread safe.
 */
final class CopyRows {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short TRAILER = -1;
    private static final int NULL_LENGTH = -1;
    private static final byte JSONB_VERSION = 1;
    private static final int INITIAL_CAPACITY = 4096;
    private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

    private final String sql;
    private final int columns;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(INITIAL_CAPACITY);
    private int length;
    private int rows;

    CopyRows(final String table, final String... columns) {
        this.sql = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)";
        this.columns = columns.length;
        buffer.putBytes(0, HEADER);
        length = HEADER.length;
    }

    /** Begins a row. {@return this, for its fields} */
    CopyRows row() {
        putRawShort(columns);
        rows++;
        return this;
    }

    CopyRows putLong(final long value) {
        putRawInt(Long.BYTES);
        return putRawLong(value);
    }

    CopyRows putInt(final int value) {
        putRawInt(Integer.BYTES);
        return putRawInt(value);
    }

    CopyRows putShort(final int value) {
        putRawInt(Short.BYTES);
        return putRawShort(value);
    }

    CopyRows putBoolean(final boolean value) {
        putRawInt(1);
        return putRawByte((byte) (value ? 1 : 0));
    }

    /** A timestamptz, cut to the microsecond. */
    CopyRows putTime(final long epochNs) {
        return putLong(TimeUnit.NANOSECONDS.toMicros(epochNs) - POSTGRES_EPOCH_MICROS);
    }

    /** A timestamptz, cut to the microsecond; null for 0. */
    CopyRows putTimeOrNull(final long epochNs) {
        return epochNs == 0 ? putNull() : putTime(epochNs);
    }

    CopyRows putUuid(final long high, final long low) {
        putRawInt(2 * Long.BYTES);
        putRawLong(high);
        return putRawLong(low);
    }

    CopyRows putBytes(final byte[] value) {
        putRawInt(value.length);
        return putRawBytes(value);
    }

    CopyRows putText(final String value) {
        return putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows putJson(final String json) {
        final byte[] text = json.getBytes(StandardCharsets.UTF_8);
        putRawInt(1 + text.length);
        putRawByte(JSONB_VERSION);
        return putRawBytes(text);
    }

    /** A bigint, null for a given value. */
    CopyRows putLongOrNull(final long value, final long nullValue) {
        return value == nullValue ? putNull() : putLong(value);
    }

    CopyRows putNull() {
        return putRawInt(NULL_LENGTH);
    }

    int size() {
        return rows;
    }

    void clear() {
        length = HEADER.length;
        rows = 0;
    }

    /**
     * Sends the rows, if there are any, as part of the connection's transaction.
     *
     * @param connection to send over.
     * @throws SQLException if PostgreSQL refuses them or cannot be reached.
     */
    void copyTo(final PGConnection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        buffer.putShort(length, TRAILER, ByteOrder.BIG_ENDIAN);
        final CopyIn copy = connection.getCopyAPI().copyIn(sql);
        copy.writeToCopy(buffer.byteArray(), 0, length + Short.BYTES);
        final long copied = copy.endCopy();
        if (copied != rows) {
            throw new LedgerFault("PostgreSQL took " + copied + " of " + rows + " rows: " + sql);
        }
    }

    private CopyRows putRawLong(final long value) {
        buffer.putLong(length, value, ByteOrder.BIG_ENDIAN);
        length += Long.BYTES;
        return this;
    }

    private CopyRows putRawInt(final int value) {
        buffer.putInt(length, value, ByteOrder.BIG_ENDIAN);
        length += Integer.BYTES;
        return this;
    }

    private CopyRows putRawShort(final int value) {
        buffer.putShort(length, (short) value, ByteOrder.BIG_ENDIAN);
        length += Short.BYTES;
        return this;
    }

    private CopyRows putRawByte(final byte value) {
        buffer.putByte(length++, value);
        return this;
    }

    private CopyRows putRawBytes(final byte[] value) {
        buffer.putBytes(length, value);
        length += value.length;
        return this;
    }
}
