package io.unidatum.exchange.cli;

import io.unidatum.exchange.cli.settings.SettingSource;
import io.unidatum.exchange.gateway.EdgeGateway;
import io.unidatum.exchange.gateway.GatewayContext;
import io.unidatum.exchange.marketdata.MarketDataContext;
import io.unidatum.exchange.marketdata.MarketDataPublisher;
import io.unidatum.exchange.node.ExchangeTestCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.agrona.CloseHelper;
import picocli.CommandLine;

/** A node, a publisher and a gateway in this process, and the command line to use them with. */
public final class ExchangeRig implements AutoCloseable {
    private static final int TEST_ACCOUNTS = 100;

    private final ExchangeTestCluster cluster;
    private final MarketDataPublisher publisher;
    private final EdgeGateway gateway;
    private final Path folder;

    /**
     * What a command did.
     *
     * @param exitCode of the process it would have been.
     * @param out what it printed, errors included.
     */
    public record Run(int exitCode, String out) {
        /** A figure that it printed. {@return the value} */
        public double figure(final String name) {
            return out.lines()
                    .filter(line -> line.startsWith("FIGURE " + name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no figure " + name + " in:\n" + out));
        }
    }

    /** Starts everything. */
    public ExchangeRig(final Path folder) throws IOException {
        this.folder = folder;
        cluster = ExchangeTestCluster.launch(1);
        cluster.bootstrap(TEST_ACCOUNTS);
        final int feedPort;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            feedPort = socket.getLocalPort();
        }
        final int redisPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            redisPort = socket.getLocalPort();
        }
        publisher = MarketDataPublisher.launch(new MarketDataContext()
                .members(cluster.members())
                .feedPort(feedPort)
                .statusPort(0)
                .redisPort(redisPort));
        final GatewayContext context = new GatewayContext()
                .restPort(0)
                .webSocketPort(0)
                .members(cluster.members())
                .key(cluster.gatewayKey())
                .testAccounts(true)
                .apiMasterSecret("a secret of this test alone".getBytes(StandardCharsets.US_ASCII));
        context.neighbours().feedPort(feedPort);
        context.neighbours().marketDataStatusUrl("http://127.0.0.1:" + publisher.statusPort());
        gateway = EdgeGateway.launch(context);
    }

    /** Runs {@code exchange ARGS} against it. */
    public Run run(final String... args) {
        final Map<String, String> environment = new HashMap<>();
        environment.put("REST_PORT", Integer.toString(gateway.restPort()));
        environment.put("WS_PORT", Integer.toString(gateway.webSocketPort()));
        environment.put("DATA_DIR", folder.toString());
        final CommandLine commandLine = ExchangeCommand.commandLine(SettingSource.load(environment));
        final StringWriter out = new StringWriter();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(out, true));
        final int exitCode = commandLine.execute(args);
        return new Run(exitCode, out.toString());
    }

    /** Port of REST. */
    public int restPort() {
        return gateway.restPort();
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(gateway, publisher, cluster);
    }
}
