package io.unidatum.exchange.cli.prepare;

import io.unidatum.exchange.cli.ExchangeCommand;
import io.unidatum.exchange.cli.embedded.FileTree;
import io.unidatum.exchange.cli.run.Health;
import io.unidatum.exchange.cli.settings.SettingSource;
import io.unidatum.exchange.devnet.DecoinDevnet;
import io.unidatum.exchange.devnet.DecoinDevnetContext;
import io.unidatum.exchange.gateway.EdgeGateway;
import io.unidatum.exchange.gateway.GatewayContext;
import io.unidatum.exchange.ledger.LedgerAdapter;
import io.unidatum.exchange.ledger.LedgerContext;
import io.unidatum.exchange.marketdata.MarketDataContext;
import io.unidatum.exchange.marketdata.MarketDataPublisher;
import io.unidatum.exchange.node.ExchangeNode;
import io.unidatum.exchange.node.ExchangeNodeContext;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/**
 * {@code exchange train}: runs every component for a moment in one JVM, so that the classes of all of them are loaded
 * when the JVM ends and can be put into the shared archive. Nothing that it does outlasts it.
 */
@Command(name = "train", hidden = true, description = "Part of the build: loads the classes that the processes need.")
public final class TrainCommand implements Callable<Integer> {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(45);
    private static final long POLL_MS = 50;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Constructs the command, to be filled by picocli. */
    public TrainCommand() {}

    @Override
    public Integer call() throws Exception {
        final Path folder = Files.createTempDirectory("exchange-train");
        try {
            train(folder);
        } finally {
            while (!running.isEmpty()) {
                running.pop().close();
            }
            FileTree.delete(folder);
        }
        return 0;
    }

    private void train(final Path folder) throws Exception {
        // Every command's classes, as parsing needs them.
        ExchangeCommand.commandLine(SettingSource.load(Map.of())).getUsageMessage();
        final int port = ThreadLocalRandom.current().nextInt(30_000, 55_000);
        final List<MemberEndpoints> members = MemberEndpoints.parse("127.0.0.1", port);
        launch(ExchangeNode.launch(new ExchangeNodeContext()
                .members(members)
                .memberId(0)
                .dataDir(folder.resolve("node"))
                .aeronDirectoryName(folder.resolve("aeron-node").toString())));
        final int own = port + MemberEndpoints.PORTS_PER_MEMBER;
        launch(DecoinDevnet.launch(new DecoinDevnetContext().port(own)));
        launch(MarketDataPublisher.launch(new MarketDataContext()
                .members(members)
                .aeronDirectoryName(folder.resolve("aeron-md").toString())
                .feedPort(own + 1)
                .statusPort(own + 2)
                .redisPort(own + 3)));
        launch(LedgerAdapter.launch(new LedgerContext()
                .members(members)
                .aeronDirectoryName(folder.resolve("aeron-ledger").toString())
                .statusPort(own + 4)
                .postgresPort(own + 5)));
        launch(EdgeGateway.launch(new GatewayContext()
                .members(members)
                .key(Ed25519Key.generate())
                .aeronDirectoryName(folder.resolve("aeron-gateway").toString())
                .testAccounts(true)
                .restPort(own + 6)
                .webSocketPort(own + 7)
                .apiMasterSecret(new byte[32])));
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!"UP".equals(Health.of(members.get(0).status()).text("status"))
                || Health.of("127.0.0.1:" + (own + 6)).code() == 0) {
            if (System.nanoTime() > deadlineNs) {
                return;
            }
            Thread.sleep(POLL_MS);
        }
        Health.of("127.0.0.1:" + (own + 2));
        Health.of("127.0.0.1:" + (own + 4));
        Health.of("127.0.0.1:" + own);
    }

    private void launch(final AutoCloseable component) {
        running.push(component);
    }
}
