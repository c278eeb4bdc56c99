package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where PostgreSQL is. Read by picocli; not to be changed afterwards. */
public final class PostgresSettings {
    @Option(
            names = "--postgres-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            converter = SettingTypes.Host.class,
            description = "PostgreSQL's host. When it is set, `run` uses that server and starts none")
    private String host;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "5432",
            converter = SettingTypes.Port.class,
            description = "PostgreSQL's port")
    private Integer port;

    @Option(
            names = "--postgres-db",
            paramLabel = "NAME",
            defaultValue = "exchange",
            converter = SettingTypes.Name.class,
            description = "Name of the database")
    private String database;

    @Option(
            names = "--postgres-user",
            paramLabel = "NAME",
            defaultValue = "exchange",
            converter = SettingTypes.Name.class,
            description = "Name of the database user")
    private String user;

    @Option(
            names = "--postgres-password",
            paramLabel = "TEXT",
            converter = SettingTypes.SecretText.class,
            hidden = true,
            description = "Password of the database user. `run` makes a random one when neither this nor the "
                    + "file is given")
    private Secret password;

    @Option(
            names = "--postgres-password-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/postgres.password",
            converter = SettingTypes.FilePath.class,
            description = "A file that holds the password, read when POSTGRES_PASSWORD is not set")
    private Path passwordFile;

    /** Constructs the group, to be filled by picocli. */
    public PostgresSettings() {}

    /** PostgreSQL's host. {@return host name or address} */
    public String host() {
        return host;
    }

    /** PostgreSQL's port. {@return the port} */
    public int port() {
        return port;
    }

    /** Name of the database. {@return the name} */
    public String database() {
        return database;
    }

    /** Name of the database user. {@return the name} */
    public String user() {
        return user;
    }

    /** Address of the database for JDBC, without a password. {@return the address} */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /**
     * The file that may hold the password.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path passwordFile(final DataSettings data) {
        return data.resolve(passwordFile);
    }

    /**
     * The password of the database user.
     *
     * @param data to resolve the file's path with.
     * @return the password; empty if neither it nor the file is there.
     */
    public String password(final DataSettings data) {
        return password != null
                ? password.value()
                : SecretFile.read(passwordFile(data), "POSTGRES_PASSWORD_FILE").orElse("");
    }

    /** Whether the password is set itself, not by a file. {@return true if so} */
    public boolean hasPassword() {
        return password != null;
    }
}
