package io.unidatum.exchange.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A subscriber of the public WebSocket that keeps a book as its documentation says. */
final class FeedClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final WebSocket socket;
    private long bookSequence;

    FeedClient(final HttpClient http, final int port) {
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), this)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    void send(final String json) {
        socket.sendText(json, true).orTimeout(10, TimeUnit.SECONDS).join();
    }

    List<JsonNode> messages() {
        return messages;
    }

    boolean seen(final Predicate<JsonNode> predicate) {
        return messages.stream().anyMatch(predicate);
    }

    synchronized long bookSequence() {
        return bookSequence;
    }

    /** The book as {@code [[price, quantity], ...]} text, bids then asks, plain decimals. */
    synchronized String book() {
        return text(bids) + "|" + text(asks);
    }

    static String text(final NavigableMap<BigDecimal, BigDecimal> side) {
        final StringBuilder builder = new StringBuilder();
        side.forEach((price, quantity) ->
                builder.append(plain(price)).append('x').append(plain(quantity)).append(' '));
        return builder.toString();
    }

    /** The same text for a REST order book. */
    static String restBook(final JsonNode book) {
        return restSide(book.path("bids")) + "|" + restSide(book.path("asks"));
    }

    private static String restSide(final JsonNode levels) {
        final StringBuilder builder = new StringBuilder();
        levels.forEach(level -> builder.append(plain(new BigDecimal(level.get(0).asText())))
                .append('x')
                .append(plain(new BigDecimal(level.get(1).asText())))
                .append(' '));
        return builder.toString();
    }

    private static String plain(final BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    @Override
    public CompletionStage<?> onText(final WebSocket webSocket, final CharSequence data, final boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private synchronized void take(final String text) {
        final JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (final JsonProcessingException ex) {
            throw new IllegalStateException("not JSON: " + text, ex);
        }
        if ("orderbook".equals(message.path("channel").asText()) && message.has("bids")) {
            if (message.path("snapshot").asBoolean()) {
                bids.clear();
                asks.clear();
            }
            apply(bids, message.path("bids"));
            apply(asks, message.path("asks"));
            bookSequence = message.path("sequence").asLong();
        }
        messages.add(message);
    }

    private static void apply(final NavigableMap<BigDecimal, BigDecimal> side, final JsonNode levels) {
        levels.forEach(level -> {
            final BigDecimal price = new BigDecimal(level.get(0).asText());
            final BigDecimal quantity = new BigDecimal(level.get(1).asText());
            if (quantity.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        });
    }
}
