package io.unidatum.exchange.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * All rows of a database's tables as binary COPY data in files, to be copied into other tables of the same kind: the
 * fastest way that PostgreSQL knows, which the ledger's writer is measured against.
 */
final class CopiedTables {
    private static final int HEADER = 19;
    private static final byte[] TRAILER = {-1, -1};

    private final List<Table> tables = new ArrayList<>();
    private long rows;

    /** Reads all tables of a database into files. */
    static CopiedTables read(final Connection connection, final List<String> names, final Path folder)
            throws SQLException, IOException {
        final CopiedTables copied = new CopiedTables();
        for (final String name : names) {
            copied.tables.add(new Table(name, connection, folder.resolve(name + ".copy")));
        }
        copied.rows = copied.tables.stream().mapToLong(table -> table.rows).sum();
        return copied;
    }

    long rows() {
        return rows;
    }

    /**
     * Copies all rows into empty tables, a share of each table a transaction.
     *
     * @param connection to use, not in a transaction.
     * @param transactions in how many to do it.
     * @return how long it took, ns.
     */
    long write(final Connection connection, final long transactions) throws SQLException, IOException {
        connection.setAutoCommit(false);
        final long start = System.nanoTime();
        for (long i = 1; i <= transactions; i++) {
            for (final Table table : tables) {
                table.writeUpTo(table.rows * i / transactions, connection.unwrap(PGConnection.class));
            }
            connection.commit();
        }
        return System.nanoTime() - start;
    }

    private static final class Table {
        private final String copy;
        private final FileChannel file;
        private byte[] header;
        private ByteBuffer buffer = ByteBuffer.allocate(1 << 22);
        private long rows;
        private long written;

        private Table(final String name, final Connection connection, final Path path)
                throws SQLException, IOException {
            file = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.DELETE_ON_CLOSE);
            final String columns;
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT string_agg(column_name, ', ' ORDER BY"
                            + " ordinal_position) FROM information_schema.columns WHERE table_schema = 'public'"
                            + " AND table_name = '" + name + "' AND is_generated = 'NEVER'")) {
                row.next();
                columns = row.getString(1);
            }
            copy = "COPY " + name + " (" + columns + ") FROM STDIN (FORMAT binary)";
            final CopyOut out = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT " + columns + " FROM " + name + ") TO STDOUT (FORMAT binary)");
            for (byte[] message = out.readFromCopy(); message != null; message = out.readFromCopy()) {
                int from = 0;
                if (header == null) {
                    header = Arrays.copyOf(message, HEADER);
                    from = HEADER;
                }
                if (message.length - from > TRAILER.length) {
                    append(message, from);
                    rows++;
                }
            }
            flush();
            file.position(0);
            buffer.limit(0);
        }

        private void append(final byte[] message, final int from) throws IOException {
            if (buffer.remaining() < Integer.BYTES + message.length) {
                flush();
            }
            buffer.putInt(message.length - from).put(message, from, message.length - from);
        }

        private void flush() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            buffer.clear();
        }

        private void writeUpTo(final long row, final PGConnection connection) throws SQLException, IOException {
            if (written >= row) {
                return;
            }
            final CopyIn in = connection.getCopyAPI().copyIn(copy);
            final ByteBuffer out = ByteBuffer.allocate(1 << 16);
            out.put(header);
            while (written < row) {
                fill(Integer.BYTES);
                final int length = buffer.getInt();
                fill(length);
                if (out.remaining() < length) {
                    in.writeToCopy(out.array(), 0, out.position());
                    out.clear();
                }
                out.put(buffer.array(), buffer.position(), length);
                buffer.position(buffer.position() + length);
                written++;
            }
            in.writeToCopy(out.array(), 0, out.position());
            in.writeToCopy(TRAILER, 0, TRAILER.length);
            in.endCopy();
        }

        private void fill(final int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                buffer.compact();
                while (buffer.position() < bytes && file.read(buffer) >= 0) {
                    // Until there is as much.
                }
                buffer.flip();
            }
        }
    }
}
