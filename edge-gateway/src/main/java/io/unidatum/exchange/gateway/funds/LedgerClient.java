package io.unidatum.exchange.gateway.funds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the ledger adapter's internal endpoints, for a bounded time and with bounded connections. Thread safe. */
public final class LedgerClient {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerClient.class);
    private static final String HEALTH = "/health";
    private static final String NOT_REACHED = "SEQUENCE_NOT_REACHED";

    /** The adapter's own word for it. */
    private static final String NOT_YET = "NOT_YET";

    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final int CONNECTIONS = 8;
    private static final int WAITING = 256;
    private static final long POLL_MS = 50;

    private final Vertx vertx;
    private final HttpClient client;
    private final String baseUrl;
    private final long timeoutMs;

    /**
     * Constructs a client; nothing is connected yet.
     *
     * @param vertx to ask with.
     * @param statusUrl where the adapter answers {@code /health}; empty if there is none.
     * @param timeout after which an answer is no longer waited for.
     */
    public LedgerClient(final Vertx vertx, final String statusUrl, final Duration timeout) {
        this.vertx = vertx;
        this.baseUrl =
                statusUrl.endsWith(HEALTH) ? statusUrl.substring(0, statusUrl.length() - HEALTH.length()) : statusUrl;
        this.timeoutMs = timeout.toMillis();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    /**
     * Asks.
     *
     * @param path with query, such as {@code /internal/deposits?account=1001}.
     * @return the adapter's object; fails with an {@link ApiException}: 400 and 404 as the adapter says, 503
     *     LEDGER_UNAVAILABLE if it is not there or cannot answer.
     */
    public CompletableFuture<ObjectNode> get(final String path) {
        if (baseUrl.isEmpty()) {
            return CompletableFuture.failedFuture(unavailable("this gateway knows no ledger adapter"));
        }
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(baseUrl + path)
                        .setIdleTimeout(timeoutMs))
                // The body is asked for on the event loop, before it can arrive: later it might be lost.
                .compose(request -> request.send()
                        .compose(response -> response.body().map(body -> read(response.statusCode(), body))))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    throw translated(path, failure);
                });
    }

    /**
     * Asks until the adapter's tables hold what the caller has been told of.
     *
     * @param path with query, {@code min_sequence} included.
     * @param minSequence that the answer's {@code sequence}, if it has one, must have reached; 0 for any.
     * @param wait how long it may take to get there.
     * @return the adapter's object; fails as {@link #get} does, and with 503 if the adapter does not get there in time.
     */
    public CompletableFuture<ObjectNode> get(final String path, final long minSequence, final Duration wait) {
        final CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        attempt(path, minSequence, System.nanoTime() + wait.toNanos(), answer);
        return answer;
    }

    private void attempt(
            final String path,
            final long minSequence,
            final long deadlineNs,
            final CompletableFuture<ObjectNode> answer) {
        get(path).whenComplete((json, failure) -> {
            final Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            final boolean behind = failure == null
                    ? json.has("sequence") && json.path("sequence").asLong() < minSequence
                    : cause instanceof ApiException ex
                            && NOT_REACHED.equals(ex.error().code());
            if (!behind && failure == null) {
                answer.complete(json);
            } else if (!behind) {
                answer.completeExceptionally(cause);
            } else if (System.nanoTime() < deadlineNs) {
                vertx.setTimer(POLL_MS, timer -> attempt(path, minSequence, deadlineNs, answer));
            } else {
                answer.completeExceptionally(ApiError.unavailable(
                        NOT_REACHED, "the ledger has not got to this sequence yet: ask again in a while"));
            }
        });
    }

    private static ObjectNode read(final int status, final Buffer body) {
        final ObjectNode json;
        try {
            json = Json.parseTrusted(body.getBytes());
        } catch (final IOException ex) {
            throw unavailable("the ledger adapter's answer cannot be read");
        }
        if (status == 200) {
            return json;
        }
        final String code = json.path("error").path("code").asText("");
        final String message = json.path("error").path("message").asText("");
        if (status == 503 && NOT_YET.equals(code)) {
            throw ApiError.unavailable(NOT_REACHED, message);
        }
        if ((status == 400 || status == 404 || status == 409) && !code.isEmpty()) {
            throw new ApiError(status, code, message).exception();
        }
        throw unavailable(message.isEmpty() ? "the ledger adapter cannot answer" : message);
    }

    private static ApiException translated(final String path, final Throwable failure) {
        final Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ApiException ex) {
            return ex;
        }
        LOGGER.debug("event=ledger_unavailable path={} reason={}", path, cause.toString());
        return unavailable("the ledger adapter does not answer");
    }

    private static ApiException unavailable(final String why) {
        return new ApiError(
                        503,
                        "LEDGER_UNAVAILABLE",
                        why + ": nothing is lost, balances and orders can still be read; ask again in a while",
                        RETRY_AFTER_SECONDS,
                        null)
                .exception();
    }
}
