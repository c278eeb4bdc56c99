package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the development DeCoin node needs to know. Read by picocli; not to be changed afterwards. */
public final class DevnetSettings {
    @Option(
            names = "--decoin-devnet-port",
            paramLabel = "PORT",
            defaultValue = "11080",
            converter = SettingTypes.Port.class,
            description = "Port of the development DeCoin node")
    private Integer port;

    @Option(
            names = "--decoin-devnet-dir",
            paramLabel = "PATH",
            converter = SettingTypes.FilePath.class,
            description = "Where the development DeCoin node keeps its chain; in memory only when not set. "
                    + "`run` takes DATA_DIR/decoin-devnet")
    private Path directory;

    @Option(
            names = "--decoin-block-ms",
            paramLabel = "MS",
            defaultValue = "1000",
            converter = SettingTypes.Count.class,
            description = "Milliseconds between blocks of the development DeCoin node")
    private Integer blockIntervalMs;

    @Option(
            names = "--decoin-devnet-rate",
            paramLabel = "NUMBER",
            defaultValue = "0",
            converter = SettingTypes.CountOrZero.class,
            description = "Transfers a second that the development DeCoin node takes; 0: no limit. Real nodes take 170 "
                    + "to 1000")
    private Integer transfersPerSecond;

    @Option(
            names = "--decoin-devnet-answer-ms",
            paramLabel = "MS",
            defaultValue = "0",
            converter = SettingTypes.CountOrZero.class,
            description = "Median of the milliseconds after which the development DeCoin node answers, between half "
                    + "and 8/3 of it; 0: at once. Real nodes take 6")
    private Integer answerMs;

    @Option(
            names = "--decoin-devnet-raised-stake",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            defaultValue = "false",
            converter = SettingTypes.Switch.class,
            description =
                    "Whether the development DeCoin node's blocks carry any amount, as a node's whose validator's "
                            + "stake was raised, rather than the stock node's 900000 base units. `run` takes "
                            + "true when it is "
                            + "not set")
    private Boolean raisedStake;

    /** Constructs the group, to be filled by picocli. */
    public DevnetSettings() {}

    /** Port of the node. {@return the port} */
    public int port() {
        return port;
    }

    /**
     * Where the node keeps its chain.
     *
     * @param data to resolve the path with.
     * @return absolute path, or empty to keep it in memory.
     */
    public Optional<Path> directory(final DataSettings data) {
        return Optional.ofNullable(directory).map(data::resolve);
    }

    /** Time between blocks. {@return milliseconds} */
    public int blockIntervalMs() {
        return blockIntervalMs;
    }

    /** What the node takes at most. {@return transfers a second, 0 for no limit} */
    public int transfersPerSecond() {
        return transfersPerSecond;
    }

    /** After how long the node answers. {@return median, milliseconds} */
    public int answerMs() {
        return answerMs;
    }

    /** Whether blocks carry any amount. {@return true if so} */
    public boolean raisedStake() {
        return raisedStake;
    }
}
