package io.unidatum.exchange.gateway;

import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.ClusterClient;
import io.unidatum.exchange.client.ClusterClientContext;
import io.unidatum.exchange.gateway.auth.ApiKeyDirectory;
import io.unidatum.exchange.gateway.auth.ApiSecrets;
import io.unidatum.exchange.gateway.auth.Authenticator;
import io.unidatum.exchange.gateway.auth.TestAccounts;
import io.unidatum.exchange.gateway.funds.LedgerClient;
import io.unidatum.exchange.gateway.health.HealthMetrics;
import io.unidatum.exchange.gateway.health.HealthMonitor;
import io.unidatum.exchange.gateway.health.HealthPolling;
import io.unidatum.exchange.gateway.history.History;
import io.unidatum.exchange.gateway.market.FeedMessage;
import io.unidatum.exchange.gateway.market.FeedSubscriber;
import io.unidatum.exchange.gateway.market.MarketHub;
import io.unidatum.exchange.gateway.orders.AccountCommands;
import io.unidatum.exchange.gateway.orders.OrderEntry;
import io.unidatum.exchange.gateway.orders.OrderParser;
import io.unidatum.exchange.gateway.orders.OrderRateLimit;
import io.unidatum.exchange.gateway.rest.AccountEndpoints;
import io.unidatum.exchange.gateway.rest.Endpoints;
import io.unidatum.exchange.gateway.rest.FundEndpoints;
import io.unidatum.exchange.gateway.rest.HealthEndpoint;
import io.unidatum.exchange.gateway.rest.MarketEndpoints;
import io.unidatum.exchange.gateway.rest.OrderEndpoints;
import io.unidatum.exchange.gateway.rest.OrderQueries;
import io.unidatum.exchange.gateway.rest.RequestMetrics;
import io.unidatum.exchange.gateway.rest.RestSettings;
import io.unidatum.exchange.gateway.rest.RestVerticle;
import io.unidatum.exchange.gateway.rest.RiskEndpoints;
import io.unidatum.exchange.gateway.view.AccountStreams;
import io.unidatum.exchange.gateway.view.ConnectionDirectory;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.unidatum.exchange.gateway.view.ReadModelAgent;
import io.unidatum.exchange.gateway.view.ViewListener;
import io.unidatum.exchange.gateway.websocket.LogicalConnections;
import io.unidatum.exchange.gateway.websocket.Subscriptions;
import io.unidatum.exchange.gateway.websocket.WebSocketSettings;
import io.unidatum.exchange.gateway.websocket.WebSocketVerticle;
import io.unidatum.exchange.runtime.Metrics;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running edge gateway. Thread safe. */
public final class EdgeGateway implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EdgeGateway.class);
    private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(4);
    private static final Duration LEDGER_TIMEOUT = Duration.ofSeconds(3);
    private static final long START_SECONDS = 20;

    private final GatewayContext ctx;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<HealthMonitor> monitor = new AtomicReference<>();
    private RestVerticle rest;
    private WebSocketVerticle webSocket;

    private EdgeGateway(final GatewayContext ctx) {
        this.ctx = ctx;
    }

    /**
     * Starts a gateway: returns when REST and WebSocket accept connections, whether or not the cluster is there yet.
     *
     * @param ctx to start with; concluded here.
     * @return the running gateway.
     * @throws IllegalArgumentException if a setting is wrong.
     * @throws IllegalStateException if a port is taken; the message says which and what to set.
     */
    public static EdgeGateway launch(final GatewayContext ctx) {
        ctx.conclude();
        final EdgeGateway gateway = new EdgeGateway(ctx);
        try {
            gateway.start();
        } catch (final RuntimeException ex) {
            gateway.close();
            throw ex;
        }
        return gateway;
    }

    /** Port that REST is served on. {@return the port} */
    public int restPort() {
        return rest.port();
    }

    /** Port that WebSocket is served on. {@return the port} */
    public int webSocketPort() {
        return webSocket.port();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOGGER.info("event=gateway_closing");
        while (!parts.isEmpty()) {
            final AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (final Exception ex) {
                LOGGER.warn("event=gateway_close_failed part={} reason={}", part, ex.toString());
            }
        }
    }

    private void start() {
        if (ctx.testAccounts()) {
            LOGGER.warn("event=development_mode ################################################################");
            LOGGER.warn(
                    "event=development_mode ENABLE_TEST_ACCOUNTS=true: anybody who reaches this gateway can trade for"
                            + " the test accounts {} to {} without credentials. Never do this with real money.",
                    ctx.firstTestAccount(),
                    ctx.firstTestAccount() + ctx.testAccountCount() - 1);
            LOGGER.warn("event=development_mode ################################################################");
        }
        final Vertx vertx = keep(vertx(), part -> await(part.close(), "closing Vert.x"));
        final ClientDriver driver = keep(ClientDriver.launch(new ClientDriverContext()
                .aeronDirectoryName(ctx.aeronDirectoryName())
                .idle(ctx.idle())));
        final ClusterClient client = keep(ClusterClient.launch(new ClusterClientContext()
                .members(ctx.members())
                .key(ctx.key())
                .aeronDirectoryName(driver.aeronDirectoryName())
                .egressHost(ctx.egressHost())
                .idle(ctx.idle())
                .windowSize(ctx.limits().windowSize())));

        final InstrumentDirectory instruments = new InstrumentDirectory();
        final ApiKeyDirectory apiKeys = new ApiKeyDirectory();
        final AccountStreams streams = new AccountStreams();
        final ConnectionDirectory connections = new ConnectionDirectory();
        final ViewListener listener = new ViewListener(instruments, apiKeys, connections, streams);
        final ReadModelAgent viewAgent = new ReadModelAgent(
                ctx.members(), driver.aeronDirectoryName(), ctx.egressHost(), listener, listener::onLoaded);
        final ReadModel readModel = new ReadModel(viewAgent);
        final MarketHub hub = new MarketHub();
        final Neighbours neighbours = ctx.neighbours();
        final History history = neighbours.postgresUrl().isEmpty()
                ? null
                : keep(new History(
                        neighbours.postgresUrl(),
                        neighbours.postgresUser(),
                        neighbours.postgresPassword(),
                        instruments));
        final TestAccounts testAccounts =
                new TestAccounts(ctx.testAccounts(), ctx.firstTestAccount(), ctx.testAccountCount());
        final Authenticator authenticator = new Authenticator(
                new ApiSecrets(ctx.apiMasterSecret()), apiKeys, testAccounts, System::currentTimeMillis);

        final AccountCommands accountCommands =
                new AccountCommands(client, readModel, ctx.limits().orderTimeout());
        final LogicalConnections logicalConnections =
                new LogicalConnections(accountCommands, client::clusterSessionId, connections);
        webSocket = new WebSocketVerticle(
                webSocketSettings(),
                new Subscriptions(
                        instruments,
                        hub,
                        authenticator,
                        testAccounts,
                        readModel,
                        streams,
                        logicalConnections,
                        ctx.limits().maxSubscriptionsPerConnection()));
        deploy(vertx, webSocket, "WebSocket", ctx.webSocketPort(), "WS_PORT");
        streams.connectionSink(
                connection -> webSocket.loop().runOnContext(done -> logicalConnections.onConnection(connection)));
        startFeeds(driver, viewAgent, streams, hub);

        final RestVerticle.Load load = new RestVerticle.Load();
        final HealthPolling polling = keep(HealthPolling.launch(
                vertx,
                ctx.members(),
                neighbours,
                history,
                new HealthMonitor.Sources(
                        client::status,
                        readModel::status,
                        hub::status,
                        () -> instruments.all().size(),
                        load::connections,
                        webSocket::openConnections),
                ctx.testAccounts(),
                ctx.version()));
        monitor.set(polling.monitor());
        final Metrics metrics = keep(new Metrics("gateway"));
        HealthMetrics.register(metrics, polling.monitor());
        final LedgerClient ledger = new LedgerClient(vertx, neighbours.ledgerStatusUrl(), LEDGER_TIMEOUT);
        final OrderEntry orderEntry =
                new OrderEntry(client, readModel, ctx.limits().orderTimeout());
        startRest(
                vertx,
                authenticator,
                endpoints(orderEntry, accountCommands, readModel, history, instruments, connections, hub, ledger),
                load,
                new RequestMetrics(metrics));
        LOGGER.info(
                "event=gateway_started rest={}:{} websocket={}:{} development_mode={}",
                ctx.bindHost(),
                restPort(),
                ctx.bindHost(),
                webSocketPort(),
                ctx.testAccounts());
    }

    private void startFeeds(
            final ClientDriver driver,
            final ReadModelAgent viewAgent,
            final AccountStreams streams,
            final MarketHub hub) {
        streams.sink(messages -> webSocket.loop().runOnContext(done -> webSocket.onAccountMessages(messages)));
        final AtomicReference<FeedSubscriber> subscriber = new AtomicReference<>();
        subscriber.set(new FeedSubscriber(
                driver.aeronDirectoryName(),
                ctx.neighbours().feedHost(),
                ctx.neighbours().feedPort(),
                ctx.neighbours().feedLocalHost(),
                messages -> webSocket.loop().runOnContext(done -> take(hub, messages, subscriber.get()))));
        final AgentRunner runner = keep(new AgentRunner(
                ctx.idle().create(),
                ex -> LOGGER.error("event=feeds_error", ex),
                null,
                new CompositeAgent(viewAgent, subscriber.get())));
        AgentRunner.startOnThread(runner, task -> {
            final Thread thread = new Thread(task, "gateway-feeds");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void take(final MarketHub hub, final List<FeedMessage> messages, final FeedSubscriber subscriber) {
        try {
            hub.onMessages(messages);
        } finally {
            subscriber.done();
        }
    }

    private Endpoints endpoints(
            final OrderEntry orderEntry,
            final AccountCommands accountCommands,
            final ReadModel readModel,
            final History history,
            final InstrumentDirectory instruments,
            final ConnectionDirectory connections,
            final MarketHub hub,
            final LedgerClient ledger) {
        final GatewayLimits limits = ctx.limits();
        final OrderRateLimit rateLimit =
                new OrderRateLimit(limits.maxOrdersPerSecond(), limits.maxOrdersPerSecondPerAccount());
        final OrderEndpoints orders =
                new OrderEndpoints(new OrderParser(instruments), rateLimit, orderEntry, connections);
        return new Endpoints(
                orders,
                new OrderQueries(readModel, history, instruments, limits.readWait()),
                new RiskEndpoints(accountCommands, orders, rateLimit, readModel, instruments, limits.readWait()),
                new AccountEndpoints(
                        readModel,
                        limits.readWait(),
                        limits.maxOrdersPerSecond(),
                        limits.maxOrdersPerSecondPerAccount()),
                new FundEndpoints(accountCommands, rateLimit, readModel, ledger, limits.readWait()),
                new MarketEndpoints(instruments, hub, task -> webSocket.loop().runOnContext(done -> task.run())),
                new HealthEndpoint(() -> monitor.get().report()));
    }

    private void startRest(
            final Vertx vertx,
            final Authenticator authenticator,
            final Endpoints endpoints,
            final RestVerticle.Load load,
            final RequestMetrics requests) {
        int port = ctx.restPort();
        for (int i = 0; i < ctx.restEventLoops(); i++) {
            final RestVerticle verticle =
                    new RestVerticle(restSettings(port), authenticator, endpoints, load, requests);
            deploy(vertx, verticle, "REST", port, "REST_PORT");
            if (i == 0) {
                rest = verticle;
                port = verticle.port();
            }
        }
    }

    private RestSettings restSettings(final int port) {
        final GatewayLimits limits = ctx.limits();
        return new RestSettings(
                ctx.bindHost(),
                port,
                limits.maxRestConnections(),
                limits.maxRequestsInFlight(),
                limits.maxBodyBytes(),
                limits.orderTimeout().plus(limits.readWait()).plus(DEADLINE_MARGIN),
                List.copyOf(ctx.corsOrigins()));
    }

    private WebSocketSettings webSocketSettings() {
        final GatewayLimits limits = ctx.limits();
        return new WebSocketSettings(
                ctx.bindHost(),
                ctx.webSocketPort(),
                limits.maxWebSocketConnections(),
                limits.maxWebSocketFrameBytes(),
                limits.webSocketQueueBytes(),
                limits.heartbeatInterval(),
                List.copyOf(ctx.corsOrigins()),
                ctx.version());
    }

    private Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(ctx.restEventLoops() + 1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    private void deploy(
            final Vertx vertx, final Deployable verticle, final String name, final int port, final String setting) {
        try {
            final String id = vertx.deployVerticle(verticle)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
            keep(vertx, part -> await(part.undeploy(id), "closing " + name));
        } catch (final ExecutionException ex) {
            if (ex.getCause() instanceof BindException) {
                throw new IllegalStateException(
                        name + " cannot listen on " + ctx.bindHost() + ":" + port + ": "
                                + ex.getCause().getMessage() + ". Set " + setting
                                + " to a free port or BIND_HOST to an address of this machine",
                        ex.getCause());
            }
            throw new IllegalStateException(name + " did not start", ex.getCause());
        } catch (final TimeoutException ex) {
            throw new IllegalStateException(name + " did not start within " + START_SECONDS + " s", ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + name, ex);
        }
    }

    private <T extends AutoCloseable> T keep(final T part) {
        parts.push(part);
        return part;
    }

    private <T> T keep(final T part, final java.util.function.Consumer<T> close) {
        parts.push(() -> close.accept(part));
        return part;
    }

    private static void await(final io.vertx.core.Future<?> future, final String what) {
        try {
            future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (final ExecutionException | TimeoutException ex) {
            LOGGER.warn("event=gateway_close_failed what={} reason={}", what, ex.toString());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
