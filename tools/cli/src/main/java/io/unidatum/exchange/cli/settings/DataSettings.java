package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Where state lives and how much is logged: settings that every command has. Read by picocli; not to be changed
 * afterwards.
 */
public final class DataSettings {
    @Option(
            names = "--data-dir",
            paramLabel = "PATH",
            defaultValue = "./data",
            converter = SettingTypes.FilePath.class,
            description = "The folder that holds all state, logs and keys")
    private Path dataDir;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            converter = SettingTypes.LogLevel.class,
            description = "How much is logged")
    private String logLevel;

    /** Constructs the group, to be filled by picocli. */
    public DataSettings() {}

    /** The folder that holds all state. {@return its absolute path} */
    public Path dataDir() {
        return dataDir.toAbsolutePath().normalize();
    }

    /** How much is logged. {@return the level in lower case} */
    public String logLevel() {
        return logLevel;
    }

    /**
     * Resolves a path of a setting.
     *
     * @param path as set: {@code DATA_DIR} at its beginning stands for the data folder.
     * @return the absolute path.
     */
    public Path resolve(final Path path) {
        if (!path.isAbsolute() && path.getName(0).toString().equals("DATA_DIR")) {
            return path.getNameCount() == 1
                    ? dataDir()
                    : dataDir().resolve(path.subpath(1, path.getNameCount())).normalize();
        }
        return path.toAbsolutePath().normalize();
    }
}
