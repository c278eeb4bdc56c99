package io.unidatum.exchange.drills.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One test account's view of the public REST interface, in development mode. Thread safe. */
public final class Trader {
    /**
     * An answer.
     *
     * @param status of HTTP.
     * @param body its JSON; null node if it has none.
     */
    public record Answer(int status, JsonNode body) {
        /** A field's text. {@return empty if it is not there} */
        public String text(final String field) {
            return body.path(field).asText();
        }

        /** The error's stable code. {@return empty if it is no error} */
        public String errorCode() {
            return body.path("error").path("code").asText();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final HttpClient http;
    private final String base;
    private final long account;

    /**
     * Creates it.
     *
     * @param http to send with.
     * @param restPort of the gateway.
     * @param account whose view it is.
     */
    public Trader(final HttpClient http, final int restPort, final long account) {
        this.http = http;
        this.base = "http://127.0.0.1:" + restPort;
        this.account = account;
    }

    /** Whose view it is. {@return account id} */
    public long account() {
        return account;
    }

    /** A limit order, good till cancelled. {@return its JSON, to be added to} */
    public static ObjectNode limit(final String symbol, final String side, final String quantity, final String price) {
        return MAPPER.createObjectNode()
                .put("symbol", symbol)
                .put("side", side)
                .put("type", "limit")
                .put("quantity", quantity)
                .put("price", price);
    }

    /** Places an order and waits for the answer. {@return the answer} */
    public Answer place(final ObjectNode order) {
        return send(request("/api/v1/orders").POST(body(order)).build());
    }

    /** Places an order. {@return the answer to come} */
    public CompletableFuture<Answer> placeAsync(final ObjectNode order) {
        return sendAsync(request("/api/v1/orders").POST(body(order)).build());
    }

    /** Cancels an order and waits for the answer. {@return the answer} */
    public Answer cancel(final String orderId) {
        return send(request("/api/v1/orders/" + orderId).DELETE().build());
    }

    /** Cancels an order. {@return the answer to come} */
    public CompletableFuture<Answer> cancelAsync(final String orderId) {
        return sendAsync(request("/api/v1/orders/" + orderId).DELETE().build());
    }

    /** Reads. {@return the answer} */
    public Answer get(final String path) {
        return send(request(path).GET().build());
    }

    /**
     * Sends JSON under a request id of its own, so that it can be sent again.
     *
     * @param path of the resource.
     * @param json to send.
     * @param idempotencyKey names the request.
     * @return the answer.
     */
    public Answer post(final String path, final ObjectNode json, final String idempotencyKey) {
        return send(request(path)
                .header("Idempotency-Key", idempotencyKey)
                .POST(body(json))
                .build());
    }

    private HttpRequest.Builder request(final String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("X-Test-Account", Long.toString(account))
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(final ObjectNode json) {
        return HttpRequest.BodyPublishers.ofString(json.toString());
    }

    private Answer send(final HttpRequest request) {
        try {
            return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (final IOException ex) {
            throw new UncheckedIOException(request + ": " + ex, ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    private CompletableFuture<Answer> sendAsync(final HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Trader::answer);
    }

    private static Answer answer(final HttpResponse<String> response) {
        try {
            final String body = response.body();
            return new Answer(response.statusCode(), body.isEmpty() ? MAPPER.nullNode() : MAPPER.readTree(body));
        } catch (final IOException ex) {
            throw new UncheckedIOException("not JSON: " + response.body(), ex);
        }
    }
}
