package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where PostgreSQL is. Read by picocli; not to be changed afterwards. */
public final class PostgresSettings {
    @Option(
            names = "--postgres-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            converter = SettingTypes.DatabaseHosts.class,
            description = "PostgreSQL's host; of several, the primary. When it is set, `run` uses that server and "
                    + "starts none")
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

    /** PostgreSQL's host, or hosts. {@return names or addresses, separated by commas, some with a port of their own} */
    public String host() {
        return host;
    }

    /** PostgreSQL's port. {@return the port} */
    public int port() {
        return port;
    }

    /** Names or addresses of the hosts alone. {@return separated by commas} */
    public String hostNames() {
        return hosts((name, ownPort) -> name);
    }

    /** A port for each host. {@return separated by commas} */
    public String ports() {
        return hosts((name, ownPort) -> ownPort);
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
        return "jdbc:postgresql://" + hosts((name, ownPort) -> name + ":" + ownPort) + "/" + database
                + (host.contains(",") ? "?targetServerType=preferPrimary" : "");
    }

    private String hosts(final BinaryOperator<String> text) {
        return Stream.of(host.split(","))
                .map(part -> part.split(":"))
                .map(part -> text.apply(part[0], part.length > 1 ? part[1] : Integer.toString(port)))
                .collect(Collectors.joining(","));
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
