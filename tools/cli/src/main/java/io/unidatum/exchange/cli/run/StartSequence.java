package io.unidatum.exchange.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.admin.Bootstrap;
import io.unidatum.exchange.cli.embedded.PostgresServer;
import io.unidatum.exchange.cli.embedded.RedisServer;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Starts everything, as much as possible at once: nothing waits but for what it needs. Tells progress, and at the end
 * what can be done with it.
 */
final class StartSequence {
    private static final long POLL_MS = 50;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(15);

    private final RunOptions options;
    private final LocalExchange exchange;
    private final DataFolder folder;
    private final Supervisor supervisor;
    private final Console console;
    private final long beginNs = System.nanoTime();
    private final long deadlineNs;

    StartSequence(
            final RunOptions options,
            final LocalExchange exchange,
            final DataFolder folder,
            final Supervisor supervisor,
            final Console console) {
        this.options = options;
        this.exchange = exchange;
        this.folder = folder;
        this.supervisor = supervisor;
        this.console = console;
        this.deadlineNs = beginNs + TimeUnit.SECONDS.toNanos(options.run().startTimeoutSeconds());
    }

    /**
     * Starts everything.
     *
     * @param secrets of the exchange.
     * @throws UserError if something does not start.
     * @throws InterruptedException if the waiting thread is interrupted.
     */
    void run(final RunSecrets secrets) throws InterruptedException {
        console.line("Starting the exchange in " + folder.root());
        final ExecutorService executor = Executors.newCachedThreadPool(task -> {
            final Thread thread = new Thread(task, "start");
            thread.setDaemon(true);
            return thread;
        });
        try {
            final List<Future<?>> tasks = new ArrayList<>();
            for (final MemberEndpoints member : exchange.members()) {
                supervisor.start(exchange.node(member));
                tasks.add(executor.submit(() -> awaitReady("node-" + member.memberId())));
            }
            tasks.add(executor.submit(() -> servers(executor)));
            if (exchange.ownDevnet()) {
                supervisor.start(exchange.devnet());
                tasks.add(executor.submit(() -> awaitReady(LocalExchange.DEVNET)));
            }
            supervisor.start(exchange.gateway());
            supervisor.start(exchange.marketData());
            supervisor.start(exchange.ledger());
            tasks.add(executor.submit(() -> bootstrap(secrets)));
            for (final Future<?> task : tasks) {
                get(task);
            }
            awaitReady(LocalExchange.MARKET_DATA);
            awaitReady(LocalExchange.LEDGER);
            awaitReady(LocalExchange.GATEWAY);
            awaitHealthy();
        } finally {
            executor.shutdownNow();
        }
        new Welcome(options, exchange, folder).print(console, elapsed());
    }

    /** PostgreSQL and Redis: whoever needs them waits for them. */
    private Void servers(final ExecutorService executor) throws InterruptedException {
        final Optional<RedisServer> redis = exchange.redisServer();
        final CompletableFuture<Void> redisReady = CompletableFuture.runAsync(
                () -> redis.ifPresent(server -> {
                    server.prepare();
                    supervisor.start(exchange.redis(server));
                    await(LocalExchange.REDIS);
                }),
                executor);
        final Optional<PostgresServer> postgres = exchange.postgresServer();
        if (postgres.isPresent()) {
            postgres.get().prepare();
            supervisor.start(exchange.postgres(postgres.get()));
            awaitReady(LocalExchange.POSTGRES);
        }
        try {
            redisReady.join();
        } catch (final CompletionException ex) {
            throw asUserError(ex.getCause());
        }
        return null;
    }

    private Void bootstrap(final RunSecrets secrets) throws InterruptedException {
        final String mark = String.join(
                " ",
                "1",
                secrets.operator().publicKeyHex(),
                secrets.gateway().publicKeyHex(),
                secrets.adapter().publicKeyHex(),
                secrets.node().publicKeyHex(),
                Boolean.toString(exchange.testAccounts()));
        try {
            if (Files.exists(folder.bootstrapMark())
                    && Files.readString(folder.bootstrapMark()).strip().equals(mark)) {
                return null;
            }
            awaitLeader();
            final long timeoutNs = Math.max(1, deadlineNs - System.nanoTime());
            new Bootstrap(secrets.operator(), options.operator(), exchange.members(), exchange.host())
                    .run(
                            secrets.gateway().publicKey(),
                            secrets.adapter().publicKey(),
                            secrets.node().publicKey(),
                            exchange.testAccounts(),
                            timeoutNs);
            Files.writeString(folder.bootstrapMark(), mark + "\n");
            progress("assets, instruments" + (exchange.testAccounts() ? " and test accounts" : ""), "set up");
            return null;
        } catch (final IOException ex) {
            throw new UserError(folder.bootstrapMark() + " cannot be written");
        }
    }

    private void awaitLeader() throws InterruptedException {
        while (exchange.members().stream()
                .noneMatch(member -> "LEADER".equals(Health.of(member.status()).text("role")))) {
            pause("the cluster has no leader in time: see the logs of the nodes in " + folder.logs());
        }
    }

    /**
     * Waits until all is well, or for a while until at least orders are accepted: a DeCoin node may be away for days.
     */
    private void awaitHealthy() throws InterruptedException {
        final long patienceNs = System.nanoTime() + PATIENCE_NS;
        while (true) {
            final Health.Answer answer = Health.get(exchange.restUrl() + "/health");
            if (answer.text("status").equals("healthy")) {
                return;
            }
            if (answer.ok() && System.nanoTime() > patienceNs) {
                console.line("Warning: orders are accepted, but " + unhealthy(answer.body()));
                return;
            }
            pause("the exchange is not healthy in time: " + unhealthy(answer.body()));
        }
    }

    private static String unhealthy(final JsonNode health) {
        final List<String> names = new ArrayList<>();
        health.path("components").properties().forEach(entry -> {
            final String status = entry.getValue().path("status").asText();
            if (!status.equals("UP")) {
                final JsonNode fact = entry.getValue();
                names.add(entry.getKey() + " is " + status + " "
                        + fact.path("message").asText(fact.path("problem").asText("")));
            }
        });
        return names.isEmpty() ? "the gateway does not answer" : String.join(", ", names);
    }

    private void pause(final String late) throws InterruptedException {
        if (System.nanoTime() > deadlineNs) {
            throw new UserError(late);
        }
        Thread.sleep(POLL_MS);
    }

    private Void awaitReady(final String name) throws InterruptedException {
        supervisor.awaitReady(name, deadlineNs);
        progress(name, "ready");
        return null;
    }

    private void await(final String name) {
        try {
            awaitReady(name);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private void progress(final String what, final String state) {
        console.line(String.format("  %-44s %-7s %5.1f s", what, state, elapsed()));
    }

    private double elapsed() {
        return (System.nanoTime() - beginNs) / 1e9;
    }

    private static void get(final Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (final ExecutionException ex) {
            throw asUserError(ex.getCause());
        }
    }

    private static RuntimeException asUserError(final Throwable cause) {
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
