package io.unidatum.exchange.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.unidatum.exchange.gateway.auth.ApiSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A client of REST as a user would write it: its own JSON, its own signatures. */
final class RestClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final int port;
    private final List<String> headers = new ArrayList<>();

    RestClient(final int port) {
        this.port = port;
    }

    /** An answer with its JSON. */
    record Answer(int status, JsonNode json, HttpResponse<String> response) {
        String code() {
            return json.path("error").path("code").asText();
        }

        String text(final String field) {
            return json.path(field).asText();
        }

        String header(final String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    /** The same, with a header on each request. */
    RestClient with(final String name, final String value) {
        final RestClient client = new RestClient(port);
        client.headers.addAll(headers);
        client.headers.add(name);
        client.headers.add(value);
        return client;
    }

    RestClient as(final long account) {
        return with("X-Test-Account", Long.toString(account));
    }

    Answer get(final String path) {
        return send("GET", path, null);
    }

    Answer post(final String path, final String body) {
        return send("POST", path, body);
    }

    Answer put(final String path, final String body) {
        return send("PUT", path, body);
    }

    Answer delete(final String path) {
        return send("DELETE", path, null);
    }

    Answer order(final String side, final String quantity, final String price) {
        return post(
                "/api/v1/orders",
                "{\"symbol\":\"DEC/USD\",\"side\":\"" + side + "\",\"type\":\"limit\",\"quantity\":" + quantity
                        + ",\"price\":" + price + "}");
    }

    /** Signs and sends. */
    Answer signed(
            final long apiKeyId,
            final String method,
            final String path,
            final String body,
            final String idempotencyKey) {
        final String timestamp = Long.toString(System.currentTimeMillis());
        return signed(apiKeyId, timestamp, method, path, body, idempotencyKey);
    }

    Answer signed(
            final long apiKeyId,
            final String timestamp,
            final String method,
            final String path,
            final String body,
            final String idempotencyKey) {
        final String signature = signature(apiKeyId, 1, timestamp, method, path, body, idempotencyKey);
        RestClient client = with("X-API-Key", Long.toString(apiKeyId))
                .with("X-Timestamp", timestamp)
                .with("X-Signature", signature);
        if (idempotencyKey != null) {
            client = client.with("Idempotency-Key", idempotencyKey);
        }
        return client.send(method, path, body);
    }

    static String signature(
            final long apiKeyId,
            final int generation,
            final String timestamp,
            final String method,
            final String path,
            final String body,
            final String idempotencyKey) {
        final byte[] secret = new ApiSecrets(Exchange.MASTER_SECRET).secretOf(apiKeyId, generation);
        final String text = timestamp + "\n" + method + "\n" + path + "\n"
                + (idempotencyKey == null ? "" : idempotencyKey + "\n") + (body == null ? "" : body);
        return HexFormat.of().formatHex(ApiSecrets.hmac(secret, text.getBytes(StandardCharsets.UTF_8)));
    }

    Answer send(final String method, final String path, final String body) {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            final HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response);
        } catch (final IOException ex) {
            throw new AssertionError(method + " " + path + " failed", ex);
        } catch (final InterruptedException ex) {
            throw new AssertionError("interrupted", ex);
        }
    }

    private static JsonNode json(final String text) throws JsonProcessingException {
        return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : JSON.nullNode();
    }
}
