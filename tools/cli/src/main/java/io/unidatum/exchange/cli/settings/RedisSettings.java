package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where Redis is. Read by picocli; not to be changed afterwards. */
public final class RedisSettings {
    @Option(
            names = "--redis-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            converter = SettingTypes.Host.class,
            description = "Redis's host. When it is set, `run` uses that server and starts none")
    private String host;

    @Option(
            names = "--redis-port",
            paramLabel = "PORT",
            defaultValue = "6379",
            converter = SettingTypes.Port.class,
            description = "Redis's port")
    private Integer port;

    @Option(
            names = "--redis-password",
            paramLabel = "TEXT",
            converter = SettingTypes.SecretText.class,
            hidden = true,
            description = "Redis's password; none when neither this nor the file is there. `run` makes a "
                    + "random one for its own server")
    private Secret password;

    @Option(
            names = "--redis-password-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/redis.password",
            converter = SettingTypes.FilePath.class,
            description = "A file that holds the password, read when REDIS_PASSWORD is not set")
    private Path passwordFile;

    /** Constructs the group, to be filled by picocli. */
    public RedisSettings() {}

    /** Redis's host. {@return host name or address} */
    public String host() {
        return host;
    }

    /** Redis's port. {@return the port} */
    public int port() {
        return port;
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
     * Redis's password.
     *
     * @param data to resolve the file's path with.
     * @return the password; empty if neither it nor the file is there.
     */
    public String password(final DataSettings data) {
        return password != null
                ? password.value()
                : SecretFile.read(passwordFile(data), "REDIS_PASSWORD_FILE").orElse("");
    }

    /** Whether the password is set itself, not by a file. {@return true if so} */
    public boolean hasPassword() {
        return password != null;
    }
}
