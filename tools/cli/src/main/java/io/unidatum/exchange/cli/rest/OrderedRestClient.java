package io.unidatum.exchange.cli.rest;

import io.unidatum.exchange.cli.UserError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests one behind the other on a single HTTP/2 connection without waiting for answers: the gateway reads them
 * in the order in which they were sent, and so takes them to the cluster in that order. Thread safe; the order is that
 * of the calls.
 */
public final class OrderedRestClient implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final HttpClientConnection connection;
    // Lives on the event loop.
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private boolean opening;

    private record Waiting(RestRequest request, CompletableFuture<RestAnswer> answer) {}

    private OrderedRestClient(final Vertx vertx, final HttpClientAgent client, final HttpClientConnection connection) {
        this.vertx = vertx;
        this.client = client;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @param host of the gateway.
     * @param port of its REST interface.
     * @return the connected client.
     * @throws UserError if the gateway cannot be reached.
     */
    public static OrderedRestClient connect(final String host, final int port) {
        final Vertx vertx = RestClient.newVertx();
        final HttpClientAgent client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setConnectTimeout(CONNECT_TIMEOUT_MS));
        try {
            final HttpClientConnection connection = client.connect(
                            new HttpConnectOptions().setHost(host).setPort(port))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(2L * CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .join();
            return new OrderedRestClient(vertx, client, connection);
        } catch (final CompletionException ex) {
            RestClient.closeQuietly(vertx);
            throw new UserError("the exchange cannot be reached at http://" + host + ":" + port + " by HTTP/2 ("
                    + RestClient.reason(ex.getCause())
                    + "): start it with 'exchange run', or set BIND_HOST and REST_PORT");
        }
    }

    /**
     * Sends a request behind those that were sent before.
     *
     * @param request to send.
     * @return the answer.
     */
    public CompletableFuture<RestAnswer> send(final RestRequest request) {
        final CompletableFuture<RestAnswer> answer = new CompletableFuture<>();
        vertx.runOnContext(ignored -> {
            queue.add(new Waiting(request, answer));
            sendNext();
        });
        return answer;
    }

    @Override
    public void close() {
        client.close();
        RestClient.closeQuietly(vertx);
    }

    private void sendNext() {
        if (opening || queue.isEmpty()) {
            return;
        }
        opening = true;
        final Waiting waiting = queue.remove();
        connection.request(RestClient.options(waiting.request())).onComplete(opened -> {
            opening = false;
            if (opened.failed()) {
                waiting.answer().completeExceptionally(opened.cause());
            } else {
                transmit(opened.result(), waiting);
            }
            sendNext();
        });
    }

    private static void transmit(final HttpClientRequest open, final Waiting waiting) {
        RestClient.transmit(open, waiting.request())
                .compose((final HttpClientResponse response) ->
                        response.body().map(body -> RestClient.answer(response, body)))
                .onSuccess(waiting.answer()::complete)
                .onFailure(waiting.answer()::completeExceptionally);
    }
}
