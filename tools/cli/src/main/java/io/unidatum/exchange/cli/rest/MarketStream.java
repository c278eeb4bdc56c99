package io.unidatum.exchange.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.cli.UserError;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Market data over WebSocket. Messages come on a thread of its own, one at a time, in order. */
public final class MarketStream implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_MESSAGE = 16 * 1024 * 1024;
    private static final long TIMEOUT_S = 20;

    private final Vertx vertx;
    // Held on to: Vert.x closes a client that nobody refers to any more, and its sockets with it.
    private final WebSocketClient client;
    private final WebSocket socket;
    private volatile String problem = "";
    private volatile boolean closing;

    private MarketStream(final Vertx vertx, final WebSocketClient client, final WebSocket socket) {
        this.vertx = vertx;
        this.client = client;
        this.socket = socket;
    }

    /**
     * Connects.
     *
     * @param host of the gateway.
     * @param port of its WebSocket interface.
     * @param handler takes each message.
     * @return the open stream, subscribed to nothing yet.
     * @throws UserError if the gateway cannot be reached.
     */
    public static MarketStream connect(final String host, final int port, final Consumer<JsonNode> handler) {
        final Vertx vertx = RestClient.newVertx();
        final WebSocketClient client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(MAX_MESSAGE).setMaxMessageSize(MAX_MESSAGE));
        try {
            final WebSocket socket = client.connect(new WebSocketConnectOptions()
                            .setHost(host)
                            .setPort(port)
                            .setURI("/")
                            .setAllowOriginHeader(false))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(TIMEOUT_S, TimeUnit.SECONDS)
                    .join();
            final MarketStream stream = new MarketStream(vertx, client, socket);
            socket.textMessageHandler(text -> stream.onText(text, handler));
            socket.closeHandler(ignored -> stream.onClose());
            return stream;
        } catch (final CompletionException ex) {
            RestClient.closeQuietly(vertx);
            throw new UserError("the exchange's WebSocket cannot be reached at ws://" + host + ":" + port + " ("
                    + RestClient.reason(ex.getCause())
                    + "): start it with 'exchange run', or set BIND_HOST and WS_PORT");
        }
    }

    /**
     * Subscribes.
     *
     * @param channel such as orderbook.
     * @param symbols such as DEC/USD.
     * @param depth levels a side of a book.
     */
    public void subscribe(final String channel, final List<String> symbols, final int depth) {
        final ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("type", "subscribe")
                .put("channel", channel)
                .put("depth", depth);
        symbols.forEach(message.putArray("symbols")::add);
        socket.writeTextMessage(message.toString());
    }

    /** What has ended the stream. {@return words for people, empty while it is open} */
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        closing = true;
        client.close();
        RestClient.closeQuietly(vertx);
    }

    private void onClose() {
        if (!closing) {
            problem = "the gateway closed the WebSocket: " + socket.closeStatusCode() + " " + socket.closeReason();
        }
    }

    private void onText(final String text, final Consumer<JsonNode> handler) {
        try {
            final JsonNode message = MAPPER.readTree(text);
            if ("error".equals(message.path("type").asText())) {
                problem = "the WebSocket answered " + text;
            }
            handler.accept(message);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (final RuntimeException ex) {
            problem = "a message that cannot be used: " + ex.getMessage();
        }
    }
}
