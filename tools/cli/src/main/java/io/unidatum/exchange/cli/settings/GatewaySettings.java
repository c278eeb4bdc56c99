package io.unidatum.exchange.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the edge gateway needs to know. Read by picocli; not to be changed afterwards. */
public final class GatewaySettings {
    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            defaultValue = "8000",
            converter = SettingTypes.Port.class,
            description = "Port of the REST interface")
    private Integer restPort;

    @Option(
            names = "--ws-port",
            paramLabel = "PORT",
            defaultValue = "8765",
            converter = SettingTypes.Port.class,
            description = "Port of the WebSocket interface")
    private Integer webSocketPort;

    @Option(
            names = "--enable-test-accounts",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            defaultValue = "false",
            converter = SettingTypes.Switch.class,
            description = "Development only: accounts 1001 to 1100 exist, are funded, and may be used without "
                    + "credentials. `run` takes true when it is not set")
    private Boolean testAccounts;

    @Option(
            names = "--max-orders-per-second",
            paramLabel = "NUMBER",
            defaultValue = "10000",
            converter = SettingTypes.Count.class,
            description =
                    "Most orders a second that one gateway takes in, all accounts together; more are " + "answered 429")
    private Integer maxOrdersPerSecond;

    @Option(
            names = "--max-orders-per-second-per-account",
            paramLabel = "NUMBER",
            defaultValue = "0",
            converter = SettingTypes.CountOrZero.class,
            description = "Most orders a second that one gateway takes in for one account; 0 for no limit of "
                    + "the gateway's")
    private Integer maxOrdersPerSecondPerAccount;

    @Option(
            names = "--gateway-key-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/gateway.key",
            converter = SettingTypes.FilePath.class,
            description = "The gateway's Ed25519 key, by which the cluster knows it")
    private Path keyFile;

    @Option(
            names = "--market-data-feed",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9050",
            converter = SettingTypes.Endpoint.class,
            description =
                    "The market data publisher's feed. `run` derives it from MARKET_DATA_PORT when it is " + "not set")
    private String feed;

    @Option(
            names = "--market-data-status",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9051",
            converter = SettingTypes.Endpoint.class,
            description = "Where the market data publisher answers /health. `run` derives it from "
                    + "MARKET_DATA_STATUS_PORT when it is not set")
    private String marketDataStatus;

    @Option(
            names = "--ledger-status",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9061",
            converter = SettingTypes.Endpoint.class,
            description = "Where the ledger adapter answers /health. `run` derives it from LEDGER_STATUS_PORT "
                    + "when it is not set")
    private String ledgerStatus;

    /** Constructs the group, to be filled by picocli. */
    public GatewaySettings() {}

    /** Port of the REST interface. {@return the port} */
    public int restPort() {
        return restPort;
    }

    /** Port of the WebSocket interface. {@return the port} */
    public int webSocketPort() {
        return webSocketPort;
    }

    /** Whether the development's accounts may be used without credentials. {@return true if so} */
    public boolean testAccounts() {
        return testAccounts;
    }

    /** Most orders a second of all accounts. {@return orders a second} */
    public int maxOrdersPerSecond() {
        return maxOrdersPerSecond;
    }

    /** Most orders a second of one account. {@return orders a second, 0 for no limit} */
    public int maxOrdersPerSecondPerAccount() {
        return maxOrdersPerSecondPerAccount;
    }

    /**
     * The gateway's key file.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path keyFile(final DataSettings data) {
        return data.resolve(keyFile);
    }

    /** The market data publisher's feed. {@return host:port} */
    public String feed() {
        return feed;
    }

    /** Where the market data publisher answers /health. {@return host:port} */
    public String marketDataStatus() {
        return marketDataStatus;
    }

    /** Where the ledger adapter answers /health. {@return host:port} */
    public String ledgerStatus() {
        return ledgerStatus;
    }
}
