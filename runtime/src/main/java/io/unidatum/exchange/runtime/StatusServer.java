package io.unidatum.exchange.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A process's HTTP status: {@code GET /health} answers a JSON object with at least {@code component} and {@code status}
 * ({@code UP}, {@code DEGRADED} or {@code DOWN}); 200 for UP and DEGRADED, 503 for DOWN.
 *
 * <p>One request is served at a time on a thread of its own; the supplier is called on that thread and must be thread
 * safe and quick.
 */
public final class StatusServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService executor;

    private StatusServer(final HttpServer server, final ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Starts serving.
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
        final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            final Thread thread = new Thread(task, component + "-status");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        server.createContext("/health", exchange -> answer(exchange, component, health));
        server.start();
        return new StatusServer(server, executor);
    }

    /** Port that is served, useful when 0 was asked for. {@return the port} */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
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
        final byte[] body = json(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders("DOWN".equals(answer.get("status")) ? 503 : 200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String json(final Map<String, Object> value) throws IOException {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (final JsonProcessingException ex) {
            throw new IOException(ex);
        }
    }
}
