package io.unidatum.exchange.cli.embedded;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of our own, with fsync on. Root may start it: the server, which refuses to be root, then runs
 * in a user namespace in which it is nobody.
 */
public final class PostgresServer {
    private static final String INSTEAD = "set POSTGRES_HOST to a server of yours";
    private static final String WRONG_PASSWORD = "28P01";
    private static final long TOOL_TIMEOUT_S = 60;

    private final Path binaries;
    private final Path folder;
    private final String host;
    private final int port;
    private final String database;
    private final String user;
    private final String password;

    /**
     * Describes a server; nothing is done yet.
     *
     * @param binaries folder to unpack the server into.
     * @param folder of its data.
     * @param host to listen on.
     * @param port to listen on.
     * @param database that is to exist.
     * @param user who owns everything.
     * @param password of that user.
     */
    public PostgresServer(
            final Path binaries,
            final Path folder,
            final String host,
            final int port,
            final String database,
            final String user,
            final String password) {
        this.binaries = binaries.resolve("postgres-18");
        this.folder = folder;
        this.host = host;
        this.port = port;
        this.database = database;
        this.user = user;
        this.password = password;
    }

    /**
     * Unpacks the server and makes its data folder with the database, where that was not done before.
     *
     * @throws UserError if it cannot.
     */
    public void prepare() {
        final String architecture = Binaries.isArm() ? "arm_64" : "x86_64";
        Binaries.unpack("postgres-linux-" + architecture + ".txz", binaries, INSTEAD);
        final Path mark = folder.resolve("exchange.ready");
        if (Files.exists(mark)) {
            return;
        }
        try {
            // What an interrupted first start left is of no use.
            deleteUnfinished();
            final Path passwordFile = Files.createTempFile(folder.getParent(), "postgres", ".tmp");
            try {
                Files.writeString(passwordFile, password + "\n");
                tool(
                        null,
                        "initdb",
                        "--pgdata=" + folder,
                        "--username=" + user,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-instructions");
            } finally {
                Files.delete(passwordFile);
            }
            if (!database.equals("postgres")) {
                tool(
                        "CREATE DATABASE \"" + database + "\"\n",
                        "postgres",
                        "--single",
                        "-D",
                        folder.toString(),
                        "postgres");
            }
            Files.createFile(mark);
        } catch (final IOException ex) {
            throw new UserError(folder + " cannot be written: " + ex.getMessage());
        }
    }

    /** How to start it. {@return the command; the process is the server itself and stops quickly on SIGINT} */
    public List<String> command() {
        return command(
                "postgres",
                "-D",
                folder.toString(),
                "-c",
                "listen_addresses=" + host,
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "max_connections=50",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "max_wal_size=512MB",
                "-c",
                "jit=off",
                "-c",
                "wal_writer_delay=1s",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC",
                "-c",
                "log_checkpoints=off");
    }

    /**
     * Whether the server answers in the database.
     *
     * @return false if it does not yet.
     * @throws UserError if the password is not the database's.
     */
    public boolean isReady() {
        final Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "2");
        properties.setProperty("connectTimeout", "1");
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, properties)) {
            return connection.isValid(1);
        } catch (final SQLException ex) {
            if (WRONG_PASSWORD.equals(ex.getSQLState())) {
                throw new UserError("POSTGRES_PASSWORD is not the one that the database in " + folder
                        + " was made with: set it to that, or erase the data folder");
            }
            return false;
        }
    }

    private void deleteUnfinished() throws IOException {
        if (Files.isDirectory(folder)) {
            try (var paths = Files.walk(folder)) {
                for (final Path path :
                        paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder.getParent());
    }

    private List<String> command(final String tool, final String... arguments) {
        final List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("unshare");
            command.add("--user");
        }
        command.add(binaries.resolve("bin").resolve(tool).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void tool(final String input, final String tool, final String... arguments) throws IOException {
        final Path output = Files.createTempFile(folder.getParent(), tool, ".log");
        try {
            final Process process = new ProcessBuilder(command(tool, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var stdin = process.outputWriter()) {
                if (input != null) {
                    stdin.write(input);
                }
            }
            if (!process.waitFor(TOOL_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UserError("PostgreSQL's " + tool + " does not end; " + INSTEAD);
            }
            if (process.exitValue() != 0) {
                throw new UserError("PostgreSQL's " + tool + " failed (" + lastLine(output)
                        + "); run as another user, or " + INSTEAD);
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while PostgreSQL was set up");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String lastLine(final Path file) throws IOException {
        final List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    }
}
