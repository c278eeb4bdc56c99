package io.unidatum.exchange.devnet;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running development DeCoin node. For development and tests only: anybody who reaches it can mint money.
 *
 * <p>One event loop does everything, so requests take effect in the order in which they arrive. Safe to use from any
 * thread.
 */
public final class DecoinDevnet implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DecoinDevnet.class);
    private static final long START_TIMEOUT_S = 30;

    private final Vertx vertx;
    private final HttpServer server;
    private final NodeState state;
    private final DevnetFaults faults;
    private final String host;

    private DecoinDevnet(
            final Vertx vertx,
            final HttpServer server,
            final NodeState state,
            final DevnetFaults faults,
            final String host) {
        this.vertx = vertx;
        this.server = server;
        this.state = state;
        this.faults = faults;
        this.host = host;
    }

    /**
     * Starts a node.
     *
     * @param context how.
     * @return the node, serving.
     * @throws IOException if the address cannot be bound or the data file not be used.
     */
    public static DecoinDevnet launch(final DecoinDevnetContext context) throws IOException {
        context.conclude();
        final NodeState state = new NodeState(context);
        final int height = state.chain().tip().index();
        final DevnetFaults faults = new DevnetFaults(context.transfersPerSecond());
        final Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        try {
            final HttpServer server = vertx.createHttpServer(
                            new HttpServerOptions().setHost(context.host()).setPort(context.port()))
                    .requestHandler(new NodeRoutes(vertx, state, faults, new NodePace(context, faults)).router());
            await(server.listen().toCompletionStage().toCompletableFuture());
            vertx.setPeriodic(context.blockIntervalMs(), id -> mine(state, faults));
            final DecoinDevnet node = new DecoinDevnet(vertx, server, state, faults, context.host());
            node.banner(context, height);
            return node;
        } catch (final IOException ex) {
            await(vertx.close().toCompletionStage().toCompletableFuture());
            state.close();
            throw new IOException(
                    "the development DeCoin node cannot listen on " + context.host() + ":" + context.port()
                            + ": set another port, or stop what has it",
                    ex);
        }
    }

    /** Port that is served, useful when 0 was asked for. {@return the port} */
    public int port() {
        return server.actualPort();
    }

    /** Address for clients. {@return the URL without a trailing slash} */
    public String url() {
        return "http://" + host + ":" + port();
    }

    /** Switches for misbehaviour. {@return the switches, in effect while the node runs} */
    public DevnetFaults faults() {
        return faults;
    }

    /** Ends the node. Without a data file the chain is gone. */
    @Override
    public void close() {
        try {
            await(vertx.close().toCompletionStage().toCompletableFuture());
            state.close();
        } catch (final IOException ex) {
            LOGGER.warn("the development DeCoin node did not close cleanly", ex);
        }
    }

    private static void mine(final NodeState state, final DevnetFaults faults) {
        try {
            if (faults.takeRestart()) {
                state.restartFromGenesis();
            }
            if (faults.mining() && !faults.isJammed()) {
                state.mine();
            }
        } catch (final IOException ex) {
            LOGGER.error("a block could not be written to the data file: free some disk and restart", ex);
        }
    }

    private void banner(final DecoinDevnetContext context, final int height) {
        LOGGER.warn("*******************************************************************************");
        LOGGER.warn("*  DEVELOPMENT DeCoin NODE. It mints coins for anybody who asks.              *");
        LOGGER.warn("*  Never point a production exchange at it: DECOIN_NODE_URL names a real one. *");
        LOGGER.warn("*******************************************************************************");
        LOGGER.info(
                "url={} height={} blockCap={} systemTransfers={} data={}",
                url(),
                height,
                context.blockCap(),
                context.systemTransfers(),
                context.dataFile() == null ? "in memory, gone at exit" : context.dataFile());
    }

    private static <T> void await(final CompletableFuture<T> future) throws IOException {
        try {
            future.get(START_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final ExecutionException ex) {
            throw new IOException(ex.getCause());
        } catch (final TimeoutException ex) {
            throw new IOException("no answer within " + START_TIMEOUT_S + " s", ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ex);
        }
    }
}
