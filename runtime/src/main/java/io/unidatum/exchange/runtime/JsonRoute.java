package io.unidatum.exchange.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a {@link JsonEndpoint} under a path, on threads of its own. Thread safe. */
final class JsonRoute implements HttpHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(JsonRoute.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String path;
    private final JsonEndpoint endpoint;
    private final Executor executor;

    JsonRoute(final String path, final JsonEndpoint endpoint, final Executor executor) {
        this.path = path;
        this.endpoint = endpoint;
        this.executor = executor;
    }

    @Override
    public void handle(final HttpExchange exchange) throws IOException {
        if (!"GET".equals(exchange.getRequestMethod())) {
            send(exchange, JsonAnswer.error(405, "METHOD_NOT_ALLOWED", "only GET is served here"));
            return;
        }
        try {
            executor.execute(() -> serve(exchange));
        } catch (final RejectedExecutionException ex) {
            send(exchange, JsonAnswer.error(503, "BUSY", "too many requests wait for an answer: try again"));
        }
    }

    private void serve(final HttpExchange exchange) {
        try {
            send(exchange, answer(exchange.getRequestURI()));
        } catch (final IOException ex) {
            LOGGER.debug("event=answer_not_sent path={} reason={}", path, ex.toString());
        }
    }

    private JsonAnswer answer(final URI uri) {
        try {
            return below(uri) ? endpoint.answer(request(uri)) : notFound();
        } catch (final IllegalArgumentException ex) {
            return JsonAnswer.error(400, "INVALID_PARAMETER", String.valueOf(ex.getMessage()));
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            return JsonAnswer.error(503, "CLOSING", "this process is closing");
        } catch (final Exception ex) {
            LOGGER.warn("event=request_failed path={}", uri.getPath(), ex);
            return JsonAnswer.error(503, "UNAVAILABLE", "the request could not be served: look into the log");
        }
    }

    /** The server matches by prefix: {@code /internal/deposits} also gets {@code /internal/depositsX}. */
    private boolean below(final URI uri) {
        return uri.getPath().equals(path) || uri.getPath().startsWith(path + "/");
    }

    private JsonRequest request(final URI uri) {
        final String rest = uri.getPath().substring(path.length());
        final Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (final String pair : uri.getRawQuery().split("&")) {
                final int equals = pair.indexOf('=');
                final String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new JsonRequest(rest.isEmpty() ? rest : rest.substring(1), Map.copyOf(query));
    }

    private static JsonAnswer notFound() {
        return JsonAnswer.error(404, "NOT_FOUND", "there is nothing under this path");
    }

    private static String decode(final String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void send(final HttpExchange exchange, final JsonAnswer answer) throws IOException {
        final byte[] body = MAPPER.writeValueAsBytes(answer.body());
        StatusServer.send(exchange, answer.status(), "application/json", body);
    }
}
