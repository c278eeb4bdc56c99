package io.unidatum.exchange.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void shouldServeMetrics() throws Exception {
        try (Metrics metrics = new Metrics("test").gauge("exchange_test_value", "A value", () -> 42);
                StatusServer server =
                        StatusServer.launch("127.0.0.1", 0, "test", () -> Map.of("status", "UP"), metrics)) {
            final HttpResponse<String> response = get(server, "/metrics");
            assertEquals(200, response.statusCode());
            assertThat(response.headers().firstValue("Content-Type")).contains(Metrics.CONTENT_TYPE);
            assertThat(response.body()).contains("exchange_test_value{component=\"test\"} 42.0");
        }
    }

    @Test
    void shouldServeJsonUnderFurtherPaths() throws Exception {
        try (StatusServer server = StatusServer.launch("127.0.0.1", 0, "test", () -> Map.of("status", "UP"))) {
            server.serve(
                    "/internal/things",
                    request -> request.path().equals("9")
                            ? JsonAnswer.error(404, "UNKNOWN_THING", "there is no thing 9")
                            : JsonAnswer.ok(Map.of("thing", request.path(), "n", request.number("n", 5, 1, 10))));

            assertThat(get(server, "/internal/things/7?n=3&x=%2F").body())
                    .contains("\"thing\":\"7\"")
                    .contains("\"n\":3");
            assertThat(get(server, "/internal/things").body())
                    .contains("\"thing\":\"\"")
                    .contains("\"n\":5");
            final HttpResponse<String> unknown = get(server, "/internal/things/9");
            assertEquals(404, unknown.statusCode());
            assertThat(unknown.body())
                    .contains("\"code\":\"UNKNOWN_THING\"")
                    .contains("\"message\":\"there is no thing 9\"");
            final HttpResponse<String> wrong = get(server, "/internal/things?n=11");
            assertEquals(400, wrong.statusCode());
            assertThat(wrong.body()).contains("n must be a whole number from 1 to 10");
            assertEquals(404, get(server, "/internal/thingsX").statusCode());
        }
    }

    @Test
    void shouldTellItsHealthWhileAnEndpointIsSlow() throws Exception {
        final CountDownLatch release = new CountDownLatch(1);
        try (StatusServer server = StatusServer.launch("127.0.0.1", 0, "test", () -> Map.of("status", "UP"))) {
            server.serve("/internal/slow", request -> {
                release.await();
                return JsonAnswer.ok(Map.of());
            });
            final var slow = HttpClient.newHttpClient()
                    .sendAsync(request(server, "/internal/slow"), HttpResponse.BodyHandlers.ofString());

            assertEquals(200, get(server, "/health").statusCode());
            release.countDown();
            assertEquals(200, slow.join().statusCode());
        }
    }

    private static HttpResponse<String> ask(final Supplier<Map<String, Object>> health)
            throws IOException, InterruptedException {
        try (StatusServer server = StatusServer.launch("127.0.0.1", 0, "test", health)) {
            return get(server, "/health");
        }
    }

    private static HttpResponse<String> get(final StatusServer server, final String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request(server, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(final StatusServer server, final String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
    }
}
