package io.unidatum.exchange.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StatusServerTest {
    @Test
    void shouldAnswerWhatTheProcessSays() throws Exception {
        final HttpResponse<String> response = ask(() -> Map.of("status", "UP"));
        assertEquals(200, response.statusCode());
        assertEquals("{\"component\":\"test\",\"status\":\"UP\"}", response.body());
    }

    @Test
    void shouldAnswer503WhenDown() throws Exception {
        assertEquals(503, ask(() -> Map.of("status", "DOWN")).statusCode());
    }

    @Test
    void shouldBeDownWhenItsStateCannotBeHad() throws Exception {
        final HttpResponse<String> response = ask(() -> {
            throw new IllegalStateException("broken");
        });
        assertEquals(503, response.statusCode());
        assertEquals("{\"component\":\"test\",\"status\":\"DOWN\",\"error\":\"broken\"}", response.body());
    }

    private static HttpResponse<String> ask(final Supplier<Map<String, Object>> health)
            throws IOException, InterruptedException {
        try (StatusServer server = StatusServer.launch("127.0.0.1", 0, "test", health)) {
            final URI uri = URI.create("http://127.0.0.1:" + server.port() + "/health");
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
