package io.unidatum.exchange.gateway.websocket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.Times;
import io.unidatum.exchange.gateway.market.Channel;
import io.unidatum.exchange.gateway.view.AccountStreams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket server: accepts clients up to the limit, greets them, keeps them alive, drops who never reads. */
public final class WebSocketVerticle extends VerticleBase {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebSocketVerticle.class);
    private static final long MAX_FULL_NS = TimeUnit.SECONDS.toNanos(30);
    private static final short GOING_AWAY = 1001;
    private static final short TOO_LARGE = 1009;

    private final WebSocketSettings settings;
    private final Subscriptions subscriptions;
    private final SecureRandom random = new SecureRandom();
    private final Set<Connection> connections = new HashSet<>();
    private HttpServer server;
    private volatile Context loop;
    private volatile int port;
    private volatile int open;

    /**
     * Constructs the server; it starts when it is deployed.
     *
     * @param settings to serve by.
     * @param subscriptions to serve.
     */
    public WebSocketVerticle(final WebSocketSettings settings, final Subscriptions subscriptions) {
        this.settings = settings;
        this.subscriptions = subscriptions;
    }

    /** Event loop that everything of WebSocket and market data lives on. {@return null before it is deployed} */
    public Context loop() {
        return loop;
    }

    /** Port that is served. {@return the port} */
    public int port() {
        return port;
    }

    /** Open connections; any thread. {@return how many} */
    public int openConnections() {
        return open;
    }

    @Override
    public Future<?> start() {
        loop = context;
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setMaxWebSocketFrameSize(settings.maxFrameBytes())
                .setMaxWebSocketMessageSize(settings.maxFrameBytes())
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(2048)
                .setMaxHeaderSize(8192)
                .setTcpNoDelay(true));
        server.webSocketHandshakeHandler(this::onHandshake);
        server.webSocketHandler(this::onConnected);
        server.requestHandler(request -> request.response()
                .setStatusCode(426)
                .putHeader("Upgrade", "websocket")
                .putHeader("Content-Type", "application/json")
                .end(Json.text(new ApiError(426, "UPGRADE_REQUIRED", "this port speaks WebSocket: connect with ws://")
                        .toJson("none"))));
        vertx.setPeriodic(LogicalConnections.TIMER_MS, timer -> subscriptions.onTimer());
        vertx.setPeriodic(settings.heartbeatInterval().toMillis(), timer -> onHeartbeat());
        return server.listen().onSuccess(listening -> port = listening.actualPort());
    }

    @Override
    public Future<?> stop() {
        List.copyOf(connections).forEach(connection -> connection.close(GOING_AWAY, "the gateway is closing"));
        return server == null ? Future.succeededFuture() : server.close();
    }

    /**
     * Passes on what happened to accounts. On the event loop.
     *
     * @param messages of one journal frame.
     */
    public void onAccountMessages(final List<AccountStreams.Message> messages) {
        subscriptions.onAccountMessages(messages);
    }

    private void onHandshake(final ServerWebSocketHandshake handshake) {
        final String origin = handshake.headers().get("Origin");
        if (origin != null && !settings.origins().contains(origin)) {
            // A page in a browser must not act for whoever looks at it.
            LOGGER.info("event=websocket_refused reason=origin origin={}", origin.replaceAll("[^!-~]", "?"));
            handshake.reject(403);
        } else if (connections.size() >= settings.maxConnections()) {
            LOGGER.warn("event=websocket_refused reason=limit open={}", connections.size());
            handshake.reject(503);
        } else {
            handshake.accept();
        }
    }

    private void onConnected(final ServerWebSocket socket) {
        socket.setWriteQueueMaxSize(settings.queueBytes());
        final byte[] id = new byte[16];
        random.nextBytes(id);
        final Connection connection = new Connection(HexFormat.of().formatHex(id), socket);
        connections.add(connection);
        open = connections.size();
        socket.exceptionHandler(ex -> {
            // Above all a message that is longer than the limit.
            LOGGER.debug("event=websocket_error connection={} reason={}", connection.id(), ex.toString());
            connection.close(TOO_LARGE, "MESSAGE_NOT_ACCEPTED");
        });
        socket.closeHandler(done -> {
            connections.remove(connection);
            open = connections.size();
            subscriptions.onClosed(connection);
        });
        socket.drainHandler(done -> {
            subscriptions.onWritable(connection);
            socket.resume();
        });
        socket.textMessageHandler(text -> {
            onText(connection, text);
            if (socket.writeQueueFull()) {
                // Who asks and does not read the answers is not asked on.
                socket.pause();
            }
        });
        socket.binaryMessageHandler(bytes -> connection.sendError(
                new ApiError(400, "TEXT_EXPECTED", "send JSON in text messages, not binary ones"), null));
        connection.send(welcome(connection));
    }

    private void onText(final Connection connection, final String text) {
        if (!connection.admitMessage()) {
            connection.sendError(new ApiError(429, "RATE_LIMITED", "too many messages: at most 50 a second"), null);
            connection.close(Connection.POLICY_VIOLATION, "RATE_LIMITED");
            return;
        }
        String id = null;
        try {
            final ClientMessage message = ClientMessage.parse(text);
            id = message.id();
            subscriptions.onMessage(connection, message);
        } catch (final ApiException ex) {
            connection.sendError(ex.error(), id);
        }
    }

    private String welcome(final Connection connection) {
        final ObjectNode json = Json.object();
        json.put("type", "welcome");
        final ArrayNode symbols = json.putArray("symbols");
        subscriptions.symbols().forEach(symbols::add);
        final ArrayNode channels = json.putArray("channels");
        for (final Channel channel : Channel.values()) {
            channels.add(channel.text());
        }
        json.put("connection_id", connection.id());
        json.put("heartbeat_seconds", settings.heartbeatInterval().toMillis() / 1000.0);
        json.put("development_mode", subscriptions.isDevelopmentMode());
        json.put("version", settings.version());
        json.put("time", Times.now());
        return Json.text(json);
    }

    private void onHeartbeat() {
        final String text = Json.text(Json.object().put("type", "heartbeat").put("time", Times.now()));
        final long nowNs = System.nanoTime();
        for (final Connection connection : List.copyOf(connections)) {
            if (connection.fullForNs(nowNs) > MAX_FULL_NS) {
                LOGGER.info("event=websocket_dropped reason=slow_consumer connection={}", connection.id());
                connection.close(Connection.TRY_AGAIN_LATER, "SLOW_CONSUMER");
            } else if (connection.isWritable()) {
                connection.send(text);
            }
        }
    }
}
