package io.unidatum.exchange.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.unidatum.exchange.cli.UserError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests over kept-alive connections, many at a time, in no particular order. Thread safe. For requests whose
 * effects must come in order see {@link OrderedRestClient}.
 */
public final class RestClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final long REQUEST_TIMEOUT_MS = 30_000;
    private static final int MAX_WAITING = 100_000;
    private static final long CALL_TIMEOUT_S = 60;

    private final Vertx vertx;
    private final HttpClient client;
    private final String host;
    private final int port;

    /**
     * Constructs a client; nothing is connected yet.
     *
     * @param host of the gateway.
     * @param port of its REST interface.
     * @param connections at most.
     */
    public RestClient(final String host, final int port, final int connections) {
        this.host = host;
        this.port = port;
        vertx = newVertx();
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(host)
                        .setDefaultPort(port)
                        .setConnectTimeout(CONNECT_TIMEOUT_MS),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(MAX_WAITING));
    }

    /**
     * Sends a request.
     *
     * @param request to send.
     * @return the answer; fails if the exchange cannot be reached or does not answer in 30 s.
     */
    public CompletableFuture<RestAnswer> send(final RestRequest request) {
        return client.request(options(request))
                // The body is asked for on the event loop, before it can arrive: later it might be lost.
                .compose(open -> transmit(open, request).compose((final HttpClientResponse response) -> response.body()
                        .map(body -> answer(response, body))))
                .toCompletionStage()
                .toCompletableFuture();
    }

    /**
     * Sends a request and waits.
     *
     * @param request to send.
     * @return the answer.
     * @throws UserError if the exchange cannot be reached or does not answer.
     */
    public RestAnswer call(final RestRequest request) {
        try {
            return send(request).orTimeout(CALL_TIMEOUT_S, TimeUnit.SECONDS).join();
        } catch (final CompletionException ex) {
            throw new UserError("the exchange does not answer at http://" + host + ":" + port + " ("
                    + reason(ex.getCause()) + "): start it with 'exchange run', or set BIND_HOST and REST_PORT");
        }
    }

    /**
     * Asks and waits.
     *
     * @param path with its query.
     * @param account that asks; 0 for none.
     * @return the answer's body.
     * @throws UserError if the exchange cannot be reached or answers with an error.
     */
    public JsonNode get(final String path, final long account) {
        final RestAnswer answer = call(RestRequest.get(path, account));
        if (!answer.isOk()) {
            throw new UserError("GET " + path + " was answered " + answer.error());
        }
        return answer.body();
    }

    /** The event loop that the client runs on. {@return for others to share} */
    Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        client.close();
        closeQuietly(vertx);
    }

    static Vertx newVertx() {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    }

    static void closeQuietly(final Vertx vertx) {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(CALL_TIMEOUT_S, TimeUnit.SECONDS)
                .join();
    }

    static RequestOptions options(final RestRequest request) {
        final RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setURI(request.path())
                .setTimeout(REQUEST_TIMEOUT_MS);
        if (request.account() != 0) {
            options.putHeader("X-Test-Account", Long.toUnsignedString(request.account()));
        }
        if (request.idempotencyKey() != null) {
            options.putHeader("Idempotency-Key", request.idempotencyKey());
        }
        if (request.body() != null) {
            options.putHeader("Content-Type", "application/json");
        }
        return options;
    }

    static Future<HttpClientResponse> transmit(final HttpClientRequest open, final RestRequest request) {
        return request.body() == null
                ? open.send()
                : open.send(Buffer.buffer(request.body().toString()));
    }

    static RestAnswer answer(final HttpClientResponse response, final Buffer body) {
        final String retryAfter = response.getHeader("Retry-After");
        try {
            final JsonNode json =
                    body.length() == 0 ? JsonNodeFactory.instance.objectNode() : MAPPER.readTree(body.getBytes());
            return new RestAnswer(
                    response.statusCode(), json, retryAfter == null ? 0 : Integer.parseInt(retryAfter.strip()));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static String reason(final Throwable thrown) {
        if (thrown instanceof TimeoutException) {
            return "no answer in time";
        }
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
