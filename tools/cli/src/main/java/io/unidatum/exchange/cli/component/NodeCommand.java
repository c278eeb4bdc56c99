package io.unidatum.exchange.cli.component;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.HousekeepingSettings;
import io.unidatum.exchange.cli.settings.KeyFile;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.NodeKeySettings;
import io.unidatum.exchange.cli.settings.NodeSettings;
import io.unidatum.exchange.node.ExchangeNode;
import io.unidatum.exchange.node.ExchangeNodeContext;
import io.unidatum.exchange.node.NodeStartException;
import io.unidatum.exchange.runtime.Ed25519Key;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code exchange node}: one member of the cluster. */
@Command(
        name = "node",
        description = "Runs one cluster node: the state machine, its replicated log and the event journal.",
        footer = {
            "",
            "Example: CLUSTER_HOSTS=host0,host1,host2 CLUSTER_MEMBER_ID=1 BIND_HOST=host1 exchange node",
            "Its ports must be reachable by gateways, adapters, operators and the other nodes only."
        })
public final class NodeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private NodeSettings node;

    @Mixin
    private NodeKeySettings nodeKey;

    @Mixin
    private HousekeepingSettings housekeeping;

    /** Constructs the command, to be filled by picocli. */
    public NodeCommand() {}

    @Override
    public Integer call() {
        final int members = cluster.members().size();
        if (node.memberId() >= members) {
            throw new UserError("CLUSTER_MEMBER_ID=" + node.memberId() + ": CLUSTER_HOSTS has the members 0 to "
                    + (members - 1) + " only");
        }
        return Serving.until("node-" + node.memberId(), data, serving -> {
            final ExchangeNode running = launch();
            final Thread watch = new Thread(() -> watch(running, serving), "node-watch");
            watch.setDaemon(true);
            watch.start();
            return running;
        });
    }

    private ExchangeNode launch() {
        try {
            return ExchangeNode.launch(new ExchangeNodeContext()
                    .members(cluster.members())
                    .memberId(node.memberId())
                    .dataDir(node.directory(data))
                    .aeronDirectoryName(network.aeronDirectory(data, "node-" + node.memberId()))
                    .idleStrategy(network.idleStrategy())
                    .fileSyncLevel(node.fileSyncLevel())
                    .housekeeping(housekeeping.context().key(key())));
        } catch (final NodeStartException ex) {
            throw new UserError("node " + node.memberId() + " cannot start: " + ex.getMessage());
        }
    }

    /** A node of an older exchange may have none yet: it runs, and does not report its disk. */
    private Ed25519Key key() {
        final Path file = nodeKey.keyFile(data);
        if (!Files.exists(file)) {
            LOG.warn(
                    "NODE_KEY_FILE={} is not there: this node cannot report a full disk. Make a key with 'exchange"
                            + " keygen {}' and give it its role with 'exchange admin principal node'",
                    file,
                    file);
            return null;
        }
        return KeyFile.load(file, "NODE_KEY_FILE");
    }

    private static void watch(final ExchangeNode running, final Serving serving) {
        try {
            running.awaitTermination().ifPresent(cause -> serving.failed(String.valueOf(cause)));
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
