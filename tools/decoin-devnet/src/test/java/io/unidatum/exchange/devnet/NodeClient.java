package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The plainest client, for tests. */
final class NodeClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    NodeClient(final String url) {
        this.url = url;
    }

    Answer get(final String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    Answer post(final JsonNode body) throws IOException, InterruptedException {
        return post("/transaction", body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Answer post(final String path, final byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    int height() throws IOException, InterruptedException {
        return get("/status").json().path("chain_height").intValue();
    }

    String status(final String id) throws IOException, InterruptedException {
        return get("/transaction/" + id).json().path("status").asText();
    }

    private Answer send(final HttpRequest.Builder request) throws IOException, InterruptedException {
        final var response = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
    }

    record Answer(int status, JsonNode json) {}
}
