package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.runtime.IdleStrategies;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a process listens, where others reach it, and how it idles. Read by picocli; not to be changed afterwards. */
public final class NetworkSettings {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    @Option(
            names = "--bind-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            converter = SettingTypes.Host.class,
            description = "The address that everything listens on")
    private String bindHost;

    @Option(
            names = "--own-host",
            paramLabel = "HOST",
            converter = SettingTypes.Host.class,
            description = "The name or address under which other processes reach this one; BIND_HOST when not "
                    + "set. To be set when BIND_HOST is 0.0.0.0")
    private String ownHost;

    @Option(
            names = "--aeron-folder",
            paramLabel = "PATH",
            converter = SettingTypes.FilePath.class,
            description = "The folder for Aeron's shared memory; /dev/shm where there is one, else the folder "
                    + "for temporary files")
    private Path aeronFolder;

    @Option(
            names = "--idle-strategy",
            paramLabel = "NAME",
            defaultValue = "adaptive",
            converter = SettingTypes.Idle.class,
            description = "How duty cycles wait for work. adaptive costs next to nothing at rest; backoff is "
                    + "steady on shared cores; yield and spin take a core each")
    private String idleStrategy;

    /** Constructs the group, to be filled by picocli. */
    public NetworkSettings() {}

    /** The address that everything listens on. {@return host name or address} */
    public String bindHost() {
        return bindHost;
    }

    /** Under which other processes reach this one. {@return host name or address} */
    public String ownHost() {
        return ownHost == null ? bindHost : ownHost;
    }

    /**
     * A folder of shared memory for one process's media driver. It is the same one each time that process starts.
     *
     * @param data which tells apart the exchanges of one machine.
     * @param process name of the process.
     * @return absolute path.
     */
    public String aeronDirectory(final DataSettings data, final String process) {
        final String exchange = Integer.toHexString(data.dataDir().toString().hashCode());
        return aeronFolder(data).resolve("exchange-" + exchange + "-" + process).toString();
    }

    /**
     * The folder for Aeron's shared memory.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path aeronFolder(final DataSettings data) {
        if (aeronFolder != null) {
            return data.resolve(aeronFolder);
        }
        return Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** How duty cycles wait for work. {@return the strategy} */
    public IdleStrategies idleStrategy() {
        return IdleStrategies.of(idleStrategy);
    }
}
