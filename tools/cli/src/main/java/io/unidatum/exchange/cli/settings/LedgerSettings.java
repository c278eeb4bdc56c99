package io.unidatum.exchange.cli.settings;

import io.unidatum.exchange.ledger.settlement.CustodyMode;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the ledger adapter needs to know. Read by picocli; not to be changed afterwards. */
public final class LedgerSettings {
    @Option(
            names = "--ledger-status-port",
            paramLabel = "PORT",
            defaultValue = "9061",
            converter = SettingTypes.Port.class,
            description = "Port on which the ledger adapter answers /health")
    private Integer statusPort;

    @Option(
            names = "--adapter-key-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/adapter.key",
            converter = SettingTypes.FilePath.class,
            description = "The adapter's Ed25519 key, by which the cluster knows it")
    private Path keyFile;

    @Option(
            names = "--custody-mode",
            paramLabel = "MODE",
            defaultValue = "pooled",
            converter = SettingTypes.Custody.class,
            description = "Whether accounts share a few wallets on chain or have one each; fixed once the exchange has "
                    + "settled")
    private CustodyMode custodyMode;

    @Option(
            names = "--custody-wallets",
            paramLabel = "NUMBER",
            defaultValue = "8",
            converter = SettingTypes.Wallets.class,
            description = "How many pooled custody wallets there are; fixed once the exchange has settled")
    private Integer custodyWallets;

    @Option(
            names = "--clearing-wallets",
            paramLabel = "NUMBER",
            defaultValue = "4",
            converter = SettingTypes.Wallets.class,
            description = "How many clearing wallets there are; their float is the DEC of account 3")
    private Integer clearingWallets;

    @Option(
            names = "--settlement-window-ms",
            paramLabel = "MS",
            defaultValue = "20",
            converter = SettingTypes.Count.class,
            description = "Milliseconds of trading that one settlement nets at least; grows by itself when the node "
                    + "is slow")
    private Integer settlementWindowMs;

    @Option(
            names = "--reconcile-interval-s",
            paramLabel = "SECONDS",
            defaultValue = "300",
            converter = SettingTypes.CountOrZero.class,
            description =
                    "How long after a reconciliation of state machine, books and chain the next one begins; 0 for "
                            + "none")
    private Integer reconcileIntervalS;

    @Option(
            names = "--decoin-block-cap",
            paramLabel = "AMOUNT",
            defaultValue = "900000",
            converter = SettingTypes.BaseUnits.class,
            description =
                    "Most DEC, in base units, that a block of the DeCoin node carries. 900000 is the stock node; a "
                            + "node whose validator's stake was raised carries more. `run` takes what its own "
                            + "node carries")
    private Long blockCap;

    @Option(
            names = "--decoin-development-funding",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            defaultValue = "false",
            converter = SettingTypes.Switch.class,
            description =
                    "Development only: missing custody DEC is made by the node's unsigned system transfers. `run` "
                            + "takes true for its own node")
    private Boolean developmentFunding;

    @Option(
            names = "--deposit-confirmations",
            paramLabel = "BLOCKS",
            defaultValue = "6",
            converter = SettingTypes.Confirmations.class,
            description =
                    "Blocks, the one that has it included, after which a deposit is credited. `run` takes 1 for its "
                            + "own node")
    private Integer depositConfirmations;

    @Option(
            names = "--withdrawal-confirmations",
            paramLabel = "BLOCKS",
            defaultValue = "1",
            converter = SettingTypes.Confirmations.class,
            description = "Blocks, the one that has it included, after which a payout completes its withdrawal")
    private Integer withdrawalConfirmations;

    @Option(
            names = "--withdrawal-network-fee",
            paramLabel = "AMOUNT",
            defaultValue = "0",
            converter = SettingTypes.BaseUnitsOrZero.class,
            description =
                    "DEC, in base units, that a payout burns as the chain's fee, at most the withdrawal's own fee")
    private Long withdrawalNetworkFee;

    @Option(
            names = "--sweep-minimum",
            paramLabel = "AMOUNT",
            defaultValue = "100000",
            converter = SettingTypes.BaseUnits.class,
            description =
                    "DEC, in base units, from which on a deposit address is swept into its custody wallet; less is "
                            + "swept only when a withdrawal needs it")
    private Long sweepMinimum;

    @Option(
            names = "--custody-seed-file",
            paramLabel = "PATH",
            defaultValue = "DATA_DIR/secrets/custody.seed",
            converter = SettingTypes.FilePath.class,
            description = "The seed from which the keys of all custody wallets are derived. Back it up: "
                    + "whoever has it has the DEC")
    private Path custodySeedFile;

    /** Constructs the group, to be filled by picocli. */
    public LedgerSettings() {}

    /** On which the adapter answers /health. {@return the port} */
    public int statusPort() {
        return statusPort;
    }

    /**
     * The adapter's key file.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path keyFile(final DataSettings data) {
        return data.resolve(keyFile);
    }

    /** Whether accounts share wallets. {@return how custody is kept} */
    public CustodyMode custodyMode() {
        return custodyMode;
    }

    /** How many pooled custody wallets there are. {@return the number} */
    public int custodyWallets() {
        return custodyWallets;
    }

    /** How many clearing wallets there are. {@return the number} */
    public int clearingWallets() {
        return clearingWallets;
    }

    /** Trading that one settlement nets. {@return milliseconds} */
    public int settlementWindowMs() {
        return settlementWindowMs;
    }

    /** Pause between reconciliations. {@return seconds, 0 for none} */
    public int reconcileIntervalS() {
        return reconcileIntervalS;
    }

    /** Most DEC that a block carries. {@return base units} */
    public long blockCap() {
        return blockCap;
    }

    /** Whether missing custody DEC is made on a development node. {@return true if so} */
    public boolean developmentFunding() {
        return developmentFunding;
    }

    /** How deep a deposit must lie before it is credited. {@return blocks} */
    public int depositConfirmations() {
        return depositConfirmations;
    }

    /** How deep a payout must lie before its withdrawal ends. {@return blocks} */
    public int withdrawalConfirmations() {
        return withdrawalConfirmations;
    }

    /** What a payout burns. {@return base units} */
    public long withdrawalNetworkFee() {
        return withdrawalNetworkFee;
    }

    /** From what on a deposit address is swept. {@return base units} */
    public long sweepMinimum() {
        return sweepMinimum;
    }

    /**
     * The file with the seed of the custody wallets' keys.
     *
     * @param data to resolve the path with.
     * @return absolute path.
     */
    public Path custodySeedFile(final DataSettings data) {
        return data.resolve(custodySeedFile);
    }
}
