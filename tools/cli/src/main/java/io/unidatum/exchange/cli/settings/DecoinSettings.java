package io.unidatum.exchange.cli.settings;

import java.net.URI;
import picocli.CommandLine.Option;

/** Where the DeCoin node is. Read by picocli; not to be changed afterwards. */
public final class DecoinSettings {
    @Option(
            names = "--decoin-node-url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:11080",
            converter = SettingTypes.HttpUrl.class,
            description = "The DeCoin node. When it is set, `run` uses that node and starts none")
    private URI nodeUrl;

    /** Constructs the group, to be filled by picocli. */
    public DecoinSettings() {}

    /** The DeCoin node. {@return its address} */
    public URI nodeUrl() {
        return nodeUrl;
    }
}
