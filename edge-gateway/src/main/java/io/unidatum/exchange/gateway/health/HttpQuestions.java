package io.unidatum.exchange.gateway.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Asks components over HTTP. Thread safe. */
final class HttpQuestions {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int IDLE_TIMEOUT_MS = 1_500;

    /** Where the exchange's processes say what is wrong, the most telling first. */
    private static final List<String> PROBLEMS =
            List.of("error", "problem", "message", "postgresProblem", "journalProblem");

    private final HttpClient client;

    HttpQuestions(final Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS));
    }

    /** Asks one of the exchange's own processes, which answers in JSON with a status, whatever the HTTP status. */
    Supplier<CompletionStage<ProbeResult>> ownProcess(final String url) {
        return () -> get(url).compose(answer -> {
                    try {
                        final ObjectNode facts = Json.parseTrusted(answer.body());
                        final String status = facts.path("status").asText("DOWN");
                        return Future.succeededFuture(
                                new ProbeResult(status, facts, "UP".equals(status) ? "" : problem(facts)));
                    } catch (final IOException ex) {
                        return Future.succeededFuture(ProbeResult.down("its answer is not JSON"));
                    }
                })
                .toCompletionStage();
    }

    /** Asks anything that answers 200 when it lives. */
    Supplier<CompletionStage<ProbeResult>> liveness(final String url) {
        return () -> get(url).map(answer -> answer.status() == 200
                        ? ProbeResult.UP
                        : ProbeResult.down("it answers with HTTP status " + answer.status()))
                .toCompletionStage();
    }

    private static String problem(final ObjectNode facts) {
        for (final String name : PROBLEMS) {
            final String problem = facts.path(name).asText("");
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return "";
    }

    private record Answer(int status, byte[] body) {}

    private Future<Answer> get(final String url) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setIdleTimeout(IDLE_TIMEOUT_MS))
                // The body is asked for on the event loop, before it can arrive: later it might be lost.
                .compose(request -> request.send().compose(response -> response.body()
                        .map(body -> new Answer(response.statusCode(), body.getBytes()))));
    }
}
