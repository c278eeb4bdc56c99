package io.unidatum.exchange.cli.settings;

import picocli.CommandLine.Option;

/** What the market data publisher needs to know. Read by picocli; not to be changed afterwards. */
public final class MarketDataSettings {
    @Option(
            names = "--market-data-port",
            paramLabel = "PORT",
            defaultValue = "9050",
            converter = SettingTypes.Port.class,
            description = "UDP port to which receivers of the SBE market data feed subscribe")
    private Integer feedPort;

    @Option(
            names = "--market-data-status-port",
            paramLabel = "PORT",
            defaultValue = "9051",
            converter = SettingTypes.Port.class,
            description = "Port on which the publisher answers /health")
    private Integer statusPort;

    /** Constructs the group, to be filled by picocli. */
    public MarketDataSettings() {}

    /** To which receivers of the feed subscribe. {@return UDP port} */
    public int feedPort() {
        return feedPort;
    }

    /** On which the publisher answers /health. {@return the port} */
    public int statusPort() {
        return statusPort;
    }
}
