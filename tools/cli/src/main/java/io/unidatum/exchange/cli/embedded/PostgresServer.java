package io.unidatum.exchange.cli.embedded;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.ledger.PostgresProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A PostgreSQL server of our own, with fsync on. Root may start it: the server, which refuses to be root, then runs
 * in a user namespace in which it is nobody.
 */
public final class PostgresServer {
    private static final String WRONG_PASSWORD = "28P01";

    private final PostgresTools tools;
    private final PostgresTemplate template;
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
        this.tools = new PostgresTools(binaries);
        this.template = new PostgresTemplate(binaries);
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
        tools.unpack();
        final Path mark = folder.resolve("exchange.ready");
        if (Files.exists(mark)) {
            return;
        }
        try {
            // What an interrupted first start left is of no use, and is made anew.
            if (template.fits(user, database)) {
                template.copyTo(folder, password);
            } else {
                tools.initialise(folder, user, password, database);
            }
            Files.createFile(mark);
        } catch (final IOException ex) {
            throw new UserError(folder + " cannot be written: " + ex.getMessage());
        }
    }

    /** How to start it. {@return the command; the process is the server itself and stops quickly on SIGINT} */
    public List<String> command() {
        final List<String> arguments = new ArrayList<>(List.of("-D", folder.toString()));
        final List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=" + host,
                "port=" + port,
                "unix_socket_directories=",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off"));
        settings.addAll(PostgresProfile.of(System.getenv("JVM_PROFILE")).settings());
        for (final String setting : settings) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return tools.command("postgres", arguments);
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
}
