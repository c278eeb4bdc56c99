package io.unidatum.exchange.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket client that keeps what it gets until it is asked for. */
final class WsClient implements AutoCloseable, WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private volatile boolean closed;
    private WebSocket socket;

    static WsClient connect(final int port) {
        final WsClient client = new WsClient();
        client.socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), client)
                .join();
        return client;
    }

    WsClient send(final String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** The next message, whatever it is but a heartbeat of the server's. */
    JsonNode next() {
        return next(message -> !"heartbeat".equals(message.path("type").asText()));
    }

    /** The next message of a type; others before it are dropped. */
    JsonNode next(final String type) {
        return next(message -> type.equals(message.path("type").asText()));
    }

    JsonNode next(final Predicate<JsonNode> wanted) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                final JsonNode message =
                        messages.poll(Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new AssertionError("no such message came; closed: " + closed);
                }
                if (wanted.test(message)) {
                    return message;
                }
            } catch (final InterruptedException ex) {
                throw new AssertionError("interrupted", ex);
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onText(final WebSocket webSocket, final CharSequence data, final boolean last) {
        part.append(data);
        if (last) {
            try {
                messages.add(RestClient.JSON.readTree(part.toString()));
            } catch (final JsonProcessingException ex) {
                throw new IllegalStateException(ex);
            }
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket webSocket, final int statusCode, final String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(final WebSocket webSocket, final Throwable error) {
        closed = true;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
