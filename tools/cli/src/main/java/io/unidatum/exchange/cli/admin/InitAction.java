package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.KeyFile;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.OperatorSettings;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code exchange admin init}: sets up a new exchange. */
@Command(
        name = "init",
        description = {
            "Sets up a new exchange: the genesis with this operator's key, assets, the four instruments, and the "
                    + "roles of "
                    + "gateway, adapter and nodes.",
            "Can be repeated: what is there already is left as it is."
        })
final class InitAction implements Callable<Integer> {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private OperatorSettings operator;

    @Option(names = "--gateway-key", paramLabel = "HEX", description = "Public key that gets the gateway's role")
    private String gatewayKey;

    @Option(names = "--adapter-key", paramLabel = "HEX", description = "Public key that gets the adapter's role")
    private String adapterKey;

    @Option(names = "--node-key", paramLabel = "HEX", description = "Public key that gets the nodes' role")
    private String nodeKey;

    @Option(
            names = "--test-accounts",
            description = "Development only: make and fund the accounts 1001 to 1100 as well")
    private boolean testAccounts;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        new Bootstrap(
                        KeyFile.load(operator.keyFile(data), "OPERATOR_KEY_FILE"),
                        operator,
                        cluster.members(),
                        network.ownHost())
                .run(publicKey(gatewayKey), publicKey(adapterKey), publicKey(nodeKey), testAccounts, TIMEOUT_NS);
        spec.commandLine().getOut().println("The exchange " + operator.clusterName() + " is set up");
        return 0;
    }

    /** Parses a public key; null stays null. */
    static byte[] publicKey(final String hex) {
        if (hex == null) {
            return null;
        }
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new UserError("a public key is 64 hex digits, as 'exchange keygen' prints it");
        }
        return HexFormat.of().parseHex(hex);
    }
}
