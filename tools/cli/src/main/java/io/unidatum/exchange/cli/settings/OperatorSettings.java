package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How an operator identifies to the cluster. Read by picocli; not to be changed afterwards. */
public final class OperatorSettings {
    @Option(
            names = "--operator-key-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/operator.key",
            converter = SettingTypes.FilePath.class,
            description = "The operator's Ed25519 key: who may administer the exchange")
    private Path keyFile;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            defaultValue = "exchange",
            converter = SettingTypes.Name.class,
            description = "Name of the exchange, written once into a new cluster's genesis")
    private String clusterName;

    @Option(
            names = "--maker-rate",
            paramLabel = "PPM",
            defaultValue = "1000",
            converter = SettingTypes.Rate.class,
            description = "Fee of fee tier 0 for makers, written once into the genesis: 1000 is a tenth of a percent")
    private Integer makerRate;

    @Option(
            names = "--taker-rate",
            paramLabel = "PPM",
            defaultValue = "2000",
            converter = SettingTypes.Rate.class,
            description = "Fee of fee tier 0 for takers, written once into the genesis")
    private Integer takerRate;

    /** Constructs the group, to be filled by picocli. */
    public OperatorSettings() {}

    /**
     * The operator's key file.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path keyFile(final DataSettings data) {
        return data.resolve(keyFile);
    }

    /** Name of the exchange in its genesis. {@return the name} */
    public String clusterName() {
        return clusterName;
    }

    /** Fee tier 0's maker rate. {@return parts per million} */
    public int makerRate() {
        return makerRate;
    }

    /** Fee tier 0's taker rate. {@return parts per million} */
    public int takerRate() {
        return takerRate;
    }
}
