package io.unidatum.exchange.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A process's HTTP status: {@code GET /health} answers a JSON object with at least {@code component} and {@code status}
 * ({@code UP}, {@code DEGRADED} or {@code DOWN}); 200 for UP and DEGRADED, 503 for DOWN. {@code GET /metrics} answers
 * its metrics for Prometheus, if it has any. Other paths can be added for other processes of the exchange.
 *
 * <p>One request for health or metrics is served at a time on a thread of its own; the supplier is called on that
 * thread and must be thread safe and quick. Added paths are served by a few other threads.
 */
public final class StatusServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BACKLOG = 16;
    private static final int ENDPOINT_THREADS = 4;
    private static final int ENDPOINT_QUEUE = 64;
    private static final long ENDPOINT_IDLE_S = 10;

    private final HttpServer server;
    private final ExecutorService executor;
    private final ThreadPoolExecutor endpoints;

    private StatusServer(final HttpServer server, final ExecutorService executor, final ThreadPoolExecutor endpoints) {
        this.server = server;
        this.executor = executor;
        this.endpoints = endpoints;
    }

    /**
     * Starts serving {@code /health}.
     *
     * @param host to bind.
     * @param port to bind.
     * @param component name of the process, for the answer and the thread.
     * @param health the process's state, asked at every request.
     * @return the running server.
     * @throws IOException if the address cannot be bound.
     */
    public static StatusServer launch(
            final String host, final int port, final String component, final Supplier<Map<String, Object>> health)
            throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        final ExecutorService executor = Executors.newSingleThreadExecutor(threads(component + "-status"));
        final ThreadPoolExecutor endpoints = new ThreadPoolExecutor(
                ENDPOINT_THREADS,
                ENDPOINT_THREADS,
                ENDPOINT_IDLE_S,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(ENDPOINT_QUEUE),
                threads(component + "-endpoint"));
        endpoints.allowCoreThreadTimeOut(true);
        server.setExecutor(executor);
        server.createContext("/health", exchange -> answer(exchange, component, health));
        server.start();
        return new StatusServer(server, executor, endpoints);
    }

    /**
     * Starts serving {@code /health} and {@code /metrics}.
     *
     * @param host to bind.
     * @param port to bind.
     * @param component name of the process, for the answer and the thread.
     * @param health the process's state, asked at every request.
     * @param metrics to serve; not closed by the server.
     * @return the running server.
     * @throws IOException if the address cannot be bound.
     */
    public static StatusServer launch(
            final String host,
            final int port,
            final String component,
            final Supplier<Map<String, Object>> health,
            final Metrics metrics)
            throws IOException {
        final StatusServer server = launch(host, port, component, health);
        server.server.createContext(
                "/metrics",
                exchange -> send(
                        exchange, 200, Metrics.CONTENT_TYPE, metrics.scrape().getBytes(StandardCharsets.UTF_8)));
        return server;
    }

    /**
     * Serves JSON under a further path, and under everything below it.
     *
     * @param path such as {@code /internal/deposits}.
     * @param endpoint that answers.
     * @return this.
     */
    public StatusServer serve(final String path, final JsonEndpoint endpoint) {
        server.createContext(path, new JsonRoute(path, endpoint, endpoints));
        return this;
    }

    /** Port that is served, useful when 0 was asked for. {@return the port} */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        endpoints.shutdownNow();
    }

    static void send(final HttpExchange exchange, final int status, final String contentType, final byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void answer(
            final HttpExchange exchange, final String component, final Supplier<Map<String, Object>> health)
            throws IOException {
        final Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("component", component);
        try {
            answer.putAll(health.get());
        } catch (final RuntimeException ex) {
            answer.put("status", "DOWN");
            answer.put("error", String.valueOf(ex.getMessage()));
        }
        send(
                exchange,
                "DOWN".equals(answer.get("status")) ? 503 : 200,
                "application/json",
                MAPPER.writeValueAsBytes(answer));
    }

    private static ThreadFactory threads(final String name) {
        return task -> {
            final Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
