package io.unidatum.exchange.ledger;

import io.unidatum.exchange.protocol.MemberEndpoints;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real PostgreSQL with fsync on, that can be killed and started again on the same data. */
final class TestPostgres implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static TestPostgres shared;

    private final Path folder;
    private final EmbeddedPostgres server;
    private final int port;
    private List<String> commandLine;

    private TestPostgres() {
        try {
            folder = Files.createTempDirectory("ledger-postgres");
            server = start();
            port = server.getPort();
            if (!List.of("on").equals(query("postgres", "SHOW fsync"))) {
                throw new IllegalStateException("these tests need fsync");
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (final SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private TestPostgres(final Path folder, final int port, final List<String> commandLine) {
        this.folder = folder;
        this.port = port;
        this.commandLine = commandLine;
        server = null;
    }

    /** A streaming replica of this server, which this server's commits wait for from now on. */
    TestPostgres synchronousReplica() throws SQLException, IOException {
        final Path replica = Files.createTempDirectory("ledger-replica");
        final Path data = replica.resolve("data");
        final int replicaPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            replicaPort = socket.getLocalPort();
        }
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET wal_keep_size = '256MB'");
            statement.execute("SELECT pg_reload_conf(), pg_backup_start('replica', true)");
            copyData(folder.resolve("data"), data);
            try (ResultSet stop = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                stop.next();
                Files.writeString(data.resolve("backup_label"), stop.getString(1));
            }
        }
        Files.createFile(data.resolve("standby.signal"));
        final List<String> command = List.of(
                postgresProgram(),
                "-D",
                data.toString(),
                "-c",
                "port=" + replicaPort,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "max_connections=300",
                "-c",
                "shared_buffers=32MB",
                "-c",
                "wal_receiver_status_interval=1s",
                "-c",
                "primary_conninfo=host=127.0.0.1 port=" + port() + " user=postgres application_name=replica");
        final TestPostgres result = new TestPostgres(replica, replicaPort, command);
        result.restart();
        execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'replica'");
        execute("postgres", "SELECT pg_reload_conf()");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> List.of("sync")
                .equals(query("postgres", "SELECT sync_state FROM pg_stat_replication")));
        return result;
    }

    /** Makes a replica the primary. */
    void promote() throws SQLException {
        query("postgres", "SELECT pg_promote(true, 30)");
    }

    private static void copyData(final Path from, final Path to) throws IOException {
        final List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.toList();
        }
        for (final Path file : files) {
            final String name = from.relativize(file).toString();
            final boolean isOfNoUse = name.startsWith("pg_wal/") && Files.isRegularFile(file)
                    || name.startsWith("postmaster.")
                    || name.startsWith("pg_replslot/")
                    || name.endsWith(".log");
            if (!isOfNoUse) {
                try {
                    Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (final NoSuchFileException ex) {
                    // It was of a table or file that has gone meanwhile, which the WAL says, too.
                }
            }
        }
    }

    private String postgresProgram() throws IOException {
        final long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow();
    }

    /** One server for all tests of the process that do not harm it. */
    static synchronized TestPostgres shared() {
        if (shared == null) {
            shared = new TestPostgres();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** A server to be harmed. */
    static TestPostgres own() {
        return new TestPostgres();
    }

    int port() {
        return port;
    }

    /** Makes an empty database. {@return its name} */
    String createDatabase() throws SQLException {
        final String name = "ledger_" + DATABASES.incrementAndGet();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return name;
    }

    Connection connect(final String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, "postgres", "");
    }

    /** All rows of a query, a line each, columns joined by '|', nulls as '-'. */
    List<String> query(final String database, final String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET timezone = 'UTC'");
            final List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                final ResultSetMetaData columns = rows.getMetaData();
                while (rows.next()) {
                    final StringJoiner line = new StringJoiner("|");
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        final String value = rows.getString(i);
                        line.add(value == null ? "-" : value);
                    }
                    lines.add(line.toString());
                }
            }
            return lines;
        }
    }

    void execute(final String database, final String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Settings of an adapter that writes to a database here. */
    LedgerContext context(final String database) {
        return new LedgerContext()
                .members(MemberEndpoints.parse("127.0.0.1", 9000))
                .statusPort(0)
                .postgresPort(port())
                .postgresDatabase(database)
                .postgresUser("postgres");
    }

    /** Kills the server at once, with all its processes. */
    void kill() throws IOException {
        final long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
        final ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        commandLine = new ArrayList<>();
        commandLine.add(postmaster.info().command().orElseThrow());
        commandLine.addAll(List.of(postmaster.info().arguments().orElseThrow()));
        final List<ProcessHandle> processes =
                new ArrayList<>(postmaster.descendants().toList());
        processes.add(postmaster);
        postmaster.destroyForcibly();
        processes.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> processes.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    /** Starts the killed server again as it was, on its data and port. */
    void restart() throws IOException {
        final List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root: a user namespace makes it nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(commandLine);
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("restarted.log").toFile())
                .start();
        Awaitility.await().atMost(30, TimeUnit.SECONDS).ignoreExceptions().until(() -> !query("postgres", "SELECT 1")
                .isEmpty());
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
            } else if (Files.exists(folder.resolve("data/postmaster.pid"))) {
                kill();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "64MB")
                .start();
    }
}
