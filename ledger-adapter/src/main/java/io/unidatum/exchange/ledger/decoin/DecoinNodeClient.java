package io.unidatum.exchange.ledger.decoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A DeCoin node over HTTP. Every call returns at once; its future always completes, within the timeout and a second.
 * Nothing is ever sent twice by itself: whether to repeat a post is for the caller to decide, after a look-up by id.
 * Futures of reads fail when there is no answer or one of the wrong kind ({@link NodeException}). Thread safe.
 */
public final class DecoinNodeClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int FIRST_REFUSAL = 400;
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 500;
    private static final int MAX_DETAIL = 200;
    private static final long GRACE_MS = 1_000;

    private final String url;
    private final Duration timeout;
    private final Runnable onAnswer;
    private final ExecutorService executor;
    private final HttpClient http;

    /**
     * Constructs a client; connects when needed.
     *
     * @param url of the node.
     * @param timeout of one request.
     */
    public DecoinNodeClient(final URI url, final Duration timeout) {
        this(url, timeout, () -> {});
    }

    /**
     * Constructs a client that tells when something was answered; connects when needed.
     *
     * @param url of the node.
     * @param timeout of one request.
     * @param onAnswer called after each future's completion, from any thread; returns at once.
     */
    public DecoinNodeClient(final URI url, final Duration timeout, final Runnable onAnswer) {
        this.onAnswer = onAnswer;
        final String text = url.toString();
        this.url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.timeout = timeout;
        executor = Executors.newFixedThreadPool(THREADS, task -> {
            final Thread thread = new Thread(task, "decoin-client");
            thread.setDaemon(true);
            return thread;
        });
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(executor)
                .build();
    }

    /** The node's address. {@return the URL without a trailing slash} */
    public String url() {
        return url;
    }

    /**
     * Posts a transfer, once.
     *
     * @param body made by {@link Transfer}.
     * @return what became of it; never fails.
     */
    public CompletableFuture<PostOutcome> post(final String body) {
        final HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/transaction"))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return announced(send(request).handle((response, failure) -> {
            if (failure != null) {
                return outcomeOf(failure);
            }
            final int status = response.statusCode();
            if (status == OK) {
                return new PostOutcome(PostOutcome.Kind.ACCEPTED, "");
            }
            final boolean refused = status >= FIRST_REFUSAL && status < FIRST_ERROR;
            return new PostOutcome(
                    refused ? PostOutcome.Kind.REFUSED : PostOutcome.Kind.IN_DOUBT,
                    "HTTP " + status + " " + shortened(response.body()));
        }));
    }

    /**
     * Looks a transfer up.
     *
     * @param id computed from it.
     * @return what the node knows; empty if it does not know the id.
     */
    public CompletableFuture<Optional<NodeTransaction>> transaction(final String id) {
        return announced(get("/transaction/" + id)
                .thenApply(response -> response.statusCode() == NOT_FOUND
                        ? Optional.empty()
                        : Optional.of(transaction(json(response)))));
    }

    /** Height of the chain. {@return the index of its last block} */
    public CompletableFuture<Long> height() {
        return announced(get("/status")
                .thenApply(response -> exact(json(response).path("chain_height"), "chain_height", response)));
    }

    /**
     * Balance of an address: confirmed, less what it has pending to spend.
     *
     * @param address to ask for.
     * @return base units.
     */
    public CompletableFuture<Long> balance(final String address) {
        return announced(get("/balance/" + address)
                .thenApply(response -> exact(json(response).path("balance"), "balance", response)));
    }

    /**
     * A block.
     *
     * @param height its index.
     * @return the block; empty if the chain is not that long.
     */
    public CompletableFuture<Optional<NodeBlock>> block(final long height) {
        return announced(get("/block/" + height)
                .thenApply(response ->
                        response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(block(json(response)))));
    }

    /**
     * All transfers from and to an address, pending ones included.
     *
     * @param address to ask for.
     * @return in the node's order.
     */
    public CompletableFuture<List<NodeTransaction>> transactions(final String address) {
        return announced(get("/transactions/" + address).thenApply(response -> {
            final List<NodeTransaction> transactions = new ArrayList<>();
            for (final JsonNode node : json(response)) {
                transactions.add(transaction(node));
            }
            return transactions;
        }));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private <T> CompletableFuture<T> announced(final CompletableFuture<T> future) {
        future.whenComplete((result, failure) -> onAnswer.run());
        return future;
    }

    private CompletableFuture<HttpResponse<String>> get(final String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(timeout)
                .GET()
                .build());
    }

    /** The request's own timeout ends with the answer's head; the second one also bounds its body. */
    private CompletableFuture<HttpResponse<String>> send(final HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(timeout.toMillis() + GRACE_MS, TimeUnit.MILLISECONDS);
    }

    private static PostOutcome outcomeOf(final Throwable failure) {
        final Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        final boolean connected = !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
        return new PostOutcome(
                connected ? PostOutcome.Kind.IN_DOUBT : PostOutcome.Kind.NOT_SENT, shortened(String.valueOf(cause)));
    }

    private static JsonNode json(final HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            throw failure(response, shortened(response.body()));
        }
        try {
            return MAPPER.readTree(response.body());
        } catch (final IOException ex) {
            throw failure(response, "which is not JSON");
        }
    }

    private static NodeBlock block(final JsonNode node) {
        final List<NodeTransaction> transactions = new ArrayList<>();
        final long height = node.path("index").longValue();
        for (final JsonNode entry : node.path("transactions")) {
            final NodeTransaction transaction = transaction(entry);
            // What is in a block is confirmed there, whether the block says so of each or not.
            transactions.add(new NodeTransaction(
                    transaction.id(),
                    transaction.sender(),
                    transaction.recipient(),
                    transaction.amount(),
                    true,
                    height));
        }
        return new NodeBlock(
                height, node.path("hash").asText(), node.path("previous_hash").asText(), List.copyOf(transactions));
    }

    private static NodeTransaction transaction(final JsonNode node) {
        final boolean confirmed = "confirmed".equals(node.path("status").asText());
        return new NodeTransaction(
                node.path("transaction_id").asText(),
                node.path("sender").asText(),
                node.path("recipient").asText(),
                node.path("amount").longValue(),
                confirmed,
                confirmed ? node.path("block_height").longValue() : -1);
    }

    /** The node writes some integers as floats. */
    private static long exact(final JsonNode node, final String name, final HttpResponse<String> response) {
        try {
            if (node.isNumber()) {
                return node.decimalValue().longValueExact();
            }
        } catch (final ArithmeticException ex) {
            throw failure(response, "whose " + name + " is no integer: " + node);
        }
        throw failure(response, "without " + name);
    }

    private static CompletionException failure(final HttpResponse<String> response, final String what) {
        return new CompletionException(new NodeException(
                response.statusCode(), response.uri().getPath() + " answered " + response.statusCode() + " " + what));
    }

    private static String shortened(final String text) {
        return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + "...";
    }
}
