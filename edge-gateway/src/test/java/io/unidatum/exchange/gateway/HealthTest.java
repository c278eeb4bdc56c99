package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.unidatum.exchange.node.FreePorts;
import io.unidatum.exchange.runtime.StatusServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/**
 * Each component is taken away and brought back: /health must name it within 5 s and clear within 10 s. Members, the
 * md-publisher, PostgreSQL and Redis are real; the ledger-adapter and the DeCoin node are what they would answer.
 */
class HealthTest {
    private static final Duration TRUTH = Duration.ofSeconds(5);
    private static final Duration CLEAR = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);

    @Test
    void shouldTellTheTruthAboutEachComponentAsItGoesAndComesBack() throws IOException {
        final int redisPort = FreePorts.basePort(1);
        final int ledgerPort = FreePorts.basePort(1);
        final int decoinPort = FreePorts.basePort(1);
        RedisServer redis = redis(redisPort);
        StatusServer ledger = ledger(ledgerPort);
        HttpServer decoin = decoin(decoinPort);
        final int postgresPort = FreePorts.basePort(1);
        EmbeddedPostgres postgres = postgres(postgresPort);
        final String postgresUrl = postgres.getJdbcUrl("postgres", "postgres");
        try (Exchange exchange = Exchange.launch(3, redisPort);
                EdgeGateway gateway = exchange.gateway(ctx -> ctx.neighbours()
                        .marketDataStatusUrl(
                                "http://127.0.0.1:" + exchange.publisher().statusPort() + "/health")
                        .ledgerStatusUrl("http://127.0.0.1:" + ledgerPort + "/health")
                        .postgresUrl(postgresUrl)
                        .postgresUser("postgres")
                        .redisPort(redisPort)
                        .redisHost("127.0.0.1")
                        .decoinNodeUrl("http://127.0.0.1:" + decoinPort))) {
            final RestClient rest = new RestClient(gateway.restPort());
            await().atMost(START).untilAsserted(() -> {
                final JsonNode health = rest.get("/health").json();
                assertThat(health.path("status").asText())
                        .as(health.toPrettyString())
                        .isEqualTo("healthy");
            });
            final JsonNode healthy = rest.get("/health").json();
            assertThat(healthy.get("accepting_orders").asBoolean()).isTrue();
            assertThat(healthy.get("development_mode").asBoolean()).isTrue();
            assertThat(healthy.get("warning").asText()).contains("without credentials");
            assertThat(healthy.at("/components/ledger/lag_events").asLong()).isZero();
            assertThat(healthy.at("/components/decoin/settlement/height").asLong())
                    .isEqualTo(5);

            redis.stop();
            within(TRUTH, rest, "redis is gone", health -> isDown(health, "redis"));
            redis = redis(redisPort);
            within(CLEAR, rest, "redis is back", health -> isUp(health, "redis"));

            ledger.close();
            within(TRUTH, rest, "ledger is gone", health -> isDown(health, "ledger"));
            ledger = ledger(ledgerPort);
            within(CLEAR, rest, "ledger is back", health -> isUp(health, "ledger"));

            decoin.stop(0);
            within(TRUTH, rest, "decoin is gone", health -> isDown(health, "decoin"));
            assertThat(rest.get("/health").status()).as("trading goes on").isEqualTo(200);
            decoin = decoin(decoinPort);
            within(CLEAR, rest, "decoin is back", health -> isUp(health, "decoin"));

            exchange.stopPublisher();
            within(TRUTH, rest, "md-publisher is gone", health -> isDown(health, "market_data"));
            exchange.startPublisher(redisPort);
            within(CLEAR, rest, "md-publisher is back", health -> isUp(health, "market_data"));

            shouldNameMembersThatAreGone(exchange, rest);

            postgres.close();
            within(TRUTH, rest, "postgres is gone", health -> isDown(health, "postgres"));
            postgres = postgres(postgresPort);
            within(CLEAR, rest, "postgres is back", health -> isUp(health, "postgres"));
        } finally {
            postgres.close();
            redis.stop();
            ledger.close();
            decoin.stop(0);
        }
    }

    private static void shouldNameMembersThatAreGone(final Exchange exchange, final RestClient rest) {
        final int leader = exchange.cluster().awaitLeader();
        final int follower = (leader + 1) % 3;
        exchange.cluster().stop(follower);
        within(
                TRUTH,
                rest,
                "a follower is gone",
                health -> health.at("/components/cluster/status").asText().equals("DEGRADED")
                        && health.at("/components/cluster/members/" + follower + "/status")
                                .asText()
                                .equals("DOWN")
                        && health.at("/components/cluster/leader").asInt() == leader);
        assertThat(rest.get("/health").json().get("status").asText()).isEqualTo("degraded");
        assertThat(rest.order("buy", "1", "1").status())
                .as("two of three are enough")
                .isEqualTo(201);

        exchange.cluster().stop(leader);
        within(TRUTH, rest, "no majority", health -> !health.get("accepting_orders")
                .asBoolean());
        final RestClient.Answer answer = rest.get("/health");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("status")).isEqualTo("unhealthy");
        assertThat(answer.header("Retry-After")).isNotNull();
        await().atMost(START).untilAsserted(() -> {
            final RestClient.Answer refused = rest.order("buy", "1", "1");
            assertThat(refused.code()).isEqualTo("NO_LEADER");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        });
        assertThat(rest.get("/api/v1/account/balance").status())
                .as("reads go on")
                .isEqualTo(200);

        exchange.cluster().start(follower);
        exchange.cluster().start(leader);
        exchange.cluster().awaitLeader();
        within(CLEAR, rest, "all members are back", health -> isUp(health, "cluster") && isUp(health, "gateway"));
        assertThat(rest.order("buy", "1", "1").status()).isEqualTo(201);
    }

    private static void within(
            final Duration most, final RestClient rest, final String what, final Predicate<JsonNode> truth) {
        await(what)
                .atMost(most)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> truth.test(rest.get("/health").json()));
    }

    private static boolean isDown(final JsonNode health, final String component) {
        return "DOWN".equals(health.at("/components/" + component + "/status").asText());
    }

    private static boolean isUp(final JsonNode health, final String component) {
        return "UP".equals(health.at("/components/" + component + "/status").asText());
    }

    private static EmbeddedPostgres postgres(final int port) throws IOException {
        return EmbeddedPostgres.builder().setPort(port).start();
    }

    private static RedisServer redis(final int port) throws IOException {
        final RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        return server;
    }

    private static StatusServer ledger(final int port) throws IOException {
        return StatusServer.launch(
                "127.0.0.1",
                port,
                "ledger-adapter",
                () -> Map.of(
                        "status",
                        "UP",
                        "sequence",
                        1_000_000,
                        "postgres",
                        "UP",
                        "decoin",
                        Map.of("status", "UP", "height", 5)));
    }

    private static HttpServer decoin(final int port) throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 16);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("OK".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        return server;
    }
}
