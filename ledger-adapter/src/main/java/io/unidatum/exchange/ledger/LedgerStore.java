package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's side of the database: one connection, kept while it works. A batch's rows and the journal position
 * behind it are one transaction that begins by moving the position, on condition that it is where the batch begins; so
 * of two writers the slower finds it moved and writes nothing.
 *
 * <p>Not thread safe but for {@link #abort}. After an {@link SQLException} the connection's state is unknown: {@link
 * #close} and begin anew.
 */
final class LedgerStore implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerStore.class);

    /** The ledger's row in journal_position. */
    static final String CONSUMER = "ledger";

    /** First half of the advisory lock's key: "LEDG". */
    private static final int LOCK_CLASS = 0x4c45_4447;

    /** Second half of it. */
    static final int LOCK_KEY = 1;

    private static final int PING_TIMEOUT_S = 5;
    private static final String MOVE = """
            UPDATE journal_position SET sequence = ?, position = ?, chain_hash = ?, frame_sequence = ?,
              frame_position = ?, frame_chain_hash = ?, journal_time = time_of_micros(?),
              committed_at = clock_timestamp()
            WHERE consumer = ? AND sequence = ? AND position = ? AND chain_hash = ?
            """;
    private static final String CREATE = """
            INSERT INTO journal_position
              (consumer, sequence, position, chain_hash, frame_sequence, frame_position, frame_chain_hash)
            VALUES (?, 0, 0, 0, 0, 0, 0)
            ON CONFLICT (consumer) DO UPDATE SET committed_at = clock_timestamp()
            """;
    private static final String LOAD = """
            SELECT sequence, position, chain_hash, frame_sequence, frame_position, frame_chain_hash
            FROM journal_position WHERE consumer = ?
            """;

    private final DataSource dataSource;
    private final WriteStep.Listener steps;
    private final int lockKey;
    private final Partitions partitions = new Partitions();
    private volatile Connection connection;

    LedgerStore(final DataSource dataSource, final WriteStep.Listener steps, final int lockKey) {
        this.dataSource = dataSource;
        this.lockKey = lockKey;
        this.steps = steps;
    }

    /** Brings the tables up to date and takes a connection. */
    void open() throws SQLException {
        Flyway.configure().dataSource(dataSource).load().migrate();
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Batches find their rows by key, always; a plan made while a table was small must not read all of it
            // later.
            statement.execute("SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off");
        }
        connection.commit();
    }

    boolean isOpen() {
        return connection != null;
    }

    /** Asks to be the only writer, for as long as the connection lives. {@return false if another adapter is} */
    boolean tryLock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, lockKey);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        } finally {
            connection.commit();
        }
    }

    /**
     * Reads how far the rows reach, and writes, too: when that is committed, everything before it is as durable as a
     * commit is, also what was committed by a connection that broke before a synchronous standby had flushed it.
     *
     * @return a new start point.
     */
    StartPoint load() throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE);
                PreparedStatement load = connection.prepareStatement(LOAD)) {
            create.setString(1, CONSUMER);
            create.executeUpdate();
            load.setString(1, CONSUMER);
            try (ResultSet row = load.executeQuery()) {
                row.next();
                final JournalPoint stored = new JournalPoint(row.getLong(1), row.getLong(2), row.getLong(3));
                final JournalPoint frame = new JournalPoint(row.getLong(4), row.getLong(5), row.getLong(6));
                final StartPoint.Known known =
                        new StartPoint.Known(loadInstruments(), loadDeadManTimeouts(), loadCountsPositions());
                return new StartPoint(stored, frame, known);
            }
        } finally {
            connection.commit();
        }
    }

    /**
     * Writes a batch and moves the position behind it, both or neither.
     *
     * @param batch sealed.
     * @return false if the position is not where the batch begins: nothing was written.
     * @throws SQLException if PostgreSQL failed or refused; whether the batch is written is unknown until {@link
     * #load}.
     */
    boolean write(final JournalBatch batch) throws SQLException {
        steps.reached(WriteStep.BEFORE_POSITION);
        if (!movePosition(batch)) {
            connection.rollback();
            return false;
        }
        steps.reached(WriteStep.BEFORE_ROWS);
        partitions.ensure(connection, batch.days());
        batch.reference.write(connection);
        batch.orders.write(connection, partitions);
        steps.reached(WriteStep.AFTER_ORDERS);
        batch.writeTrades(connection);
        batch.ledger.write(connection);
        steps.reached(WriteStep.AFTER_LEDGER);
        batch.writeRecords(connection);
        batch.balances.write(connection);
        batch.positions.write(connection);
        batch.candles.write(connection);
        steps.reached(WriteStep.BEFORE_COMMIT);
        connection.commit();
        steps.reached(WriteStep.AFTER_COMMIT);
        return true;
    }

    /** Sees whether PostgreSQL still answers. */
    void ping() throws SQLException {
        if (!connection.isValid(PING_TIMEOUT_S)) {
            throw new SQLException("PostgreSQL does not answer");
        }
        connection.rollback();
    }

    /** Cuts the connection off under a call that hangs. Any thread. */
    void abort() {
        final Connection current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (final SQLException ex) {
                LOGGER.debug("event=connection_abort message=\"{}\"", ex.getMessage());
            }
        }
    }

    /** Lets go of the connection, whatever state it is in; what was not committed is undone. */
    @Override
    public void close() {
        partitions.clear();
        final Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (final SQLException ex) {
                LOGGER.debug("event=connection_close message=\"{}\"", ex.getMessage());
            }
        }
    }

    private boolean movePosition(final JournalBatch batch) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            final JournalPoint end = batch.end();
            final JournalPoint lastFrame = batch.lastFrame();
            final JournalPoint start = batch.start();
            move.setLong(1, end.sequence());
            move.setLong(2, end.position());
            move.setLong(3, end.chainHash());
            move.setLong(4, lastFrame.sequence());
            move.setLong(5, lastFrame.position());
            move.setLong(6, lastFrame.chainHash());
            move.setLong(7, Math.floorDiv(batch.lastTimeNs(), 1_000L));
            move.setString(8, CONSUMER);
            move.setLong(9, start.sequence());
            move.setLong(10, start.position());
            move.setLong(11, start.chainHash());
            return move.executeUpdate() == 1;
        }
    }

    private Map<Long, StartPoint.Assets> loadInstruments() throws SQLException {
        final Map<Long, StartPoint.Assets> assets = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT instrument_id, base_asset, quote_asset FROM instruments")) {
            while (row.next()) {
                assets.put(row.getLong(1), new StartPoint.Assets(row.getInt(2), row.getInt(3)));
            }
        }
        return assets;
    }

    private Map<Long, Long> loadDeadManTimeouts() throws SQLException {
        final Map<Long, Long> timeouts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT account_id, dead_man_timeout_ns FROM accounts WHERE dead_man_timeout_ns > 0")) {
            while (row.next()) {
                timeouts.put(row.getLong(1), row.getLong(2));
            }
        }
        return timeouts;
    }

    private boolean loadCountsPositions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT encoding_2_sequence() IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
