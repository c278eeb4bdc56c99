package io.unidatum.exchange.cli.component;

import io.unidatum.exchange.cli.Version;
import io.unidatum.exchange.cli.settings.ApiKeySettings;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.DecoinSettings;
import io.unidatum.exchange.cli.settings.GatewaySettings;
import io.unidatum.exchange.cli.settings.KeyFile;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.PostgresSettings;
import io.unidatum.exchange.cli.settings.RedisSettings;
import io.unidatum.exchange.gateway.EdgeGateway;
import io.unidatum.exchange.gateway.GatewayContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code exchange gateway}: REST and WebSocket. */
@Command(name = "gateway", description = "Runs the edge gateway: the REST and WebSocket interfaces.")
public final class GatewayCommand implements Callable<Integer> {
    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private GatewaySettings gateway;

    @Mixin
    private ApiKeySettings apiKeys;

    @Mixin
    private PostgresSettings postgres;

    @Mixin
    private RedisSettings redis;

    @Mixin
    private DecoinSettings decoin;

    /** Constructs the command, to be filled by picocli. */
    public GatewayCommand() {}

    @Override
    public Integer call() {
        return Serving.until("gateway", data, serving -> EdgeGateway.launch(context()));
    }

    private GatewayContext context() {
        final GatewayContext ctx = new GatewayContext()
                .bindHost(network.bindHost())
                .restPort(gateway.restPort())
                .webSocketPort(gateway.webSocketPort())
                .members(cluster.members())
                .key(KeyFile.load(gateway.keyFile(data), "GATEWAY_KEY_FILE"))
                .egressHost(network.ownHost())
                .aeronDirectoryName(network.aeronDirectory(data, "gateway"))
                .idle(network.idleStrategy())
                .testAccounts(gateway.testAccounts())
                .apiMasterSecret(apiKeys.masterSecret(data))
                .version(Version.text());
        ctx.limits()
                .maxOrdersPerSecond(gateway.maxOrdersPerSecond())
                .maxOrdersPerSecondPerAccount(gateway.maxOrdersPerSecondPerAccount());
        ctx.neighbours()
                .feedHost(host(gateway.feed()))
                .feedPort(port(gateway.feed()))
                .feedLocalHost(network.ownHost())
                .marketDataStatusUrl("http://" + gateway.marketDataStatus() + "/health")
                .ledgerStatusUrl("http://" + gateway.ledgerStatus() + "/health")
                .postgresUrl(postgres.jdbcUrl())
                .postgresUser(postgres.user())
                .postgresPassword(postgres.password(data))
                .redisHost(redis.host())
                .redisPort(redis.port())
                .redisPassword(redis.password(data))
                .decoinNodeUrl(decoin.nodeUrl().toString());
        return ctx;
    }

    private static String host(final String endpoint) {
        return endpoint.substring(0, endpoint.lastIndexOf(':'));
    }

    private static int port(final String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }
}
