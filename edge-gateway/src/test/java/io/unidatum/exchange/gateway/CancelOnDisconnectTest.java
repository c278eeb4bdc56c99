package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.gateway.RestClient.Answer;
import io.unidatum.exchange.node.FreePorts;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Logical connections over WebSocket, and what becomes of their orders. */
class CancelOnDisconnectTest {
    private static final long ACCOUNT = 1011;
    private static final String ORDER =
            "{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,\"price\":7}";

    private static EdgeGateway gateway;
    private static RestClient rest;

    private final RestClient trader = rest.as(ACCOUNT);

    @BeforeAll
    static void start() {
        gateway = Exchange.shared().gateway(ctx -> {});
        rest = new RestClient(gateway.restPort());
        OrdersOverRestTest.awaitReady(rest);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void cancelAll() {
        assertThat(trader.delete("/api/v1/orders?all=true").status()).isEqualTo(200);
    }

    @Test
    void shouldCancelItsOrdersOnceTheGracePeriodIsOver() {
        final String watched;
        final String other = trader.post("/api/v1/orders", ORDER).text("order_id");
        try (WsClient socket = connect(gateway)) {
            final JsonNode opened = open(socket, "\"grace_ms\":300");
            assertThat(opened.get("cancel_on_disconnect").asBoolean()).isTrue();
            assertThat(opened.get("grace_ms").asInt()).isEqualTo(300);
            assertThat(opened.get("resumed").asBoolean()).isFalse();
            final String id = opened.get("connection_id").asText();
            watched = place(id).text("order_id");
            final JsonNode shown =
                    trader.get("/api/v1/account/risk").json().get("connections").get(0);
            assertThat(shown.get("connection_id").asText()).isEqualTo(id);
            assertThat(shown.get("state").asText()).isEqualTo("open");
        }
        awaitCancelled(trader, watched, "disconnect");
        assertThat(trader.get("/api/v1/orders/" + other).text("status")).isEqualTo("new");
        assertThat(trader.get("/api/v1/account/risk").json().get("connections")).isEmpty();
    }

    @Test
    void shouldResumeWithinTheGracePeriodAndSupersedeTheSessionBefore() {
        final String orderId;
        try (WsClient first = connect(gateway)) {
            open(first, "\"connection_id\":\"4711\",\"grace_ms\":20000");
            orderId = place("4711").text("order_id");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> "lost"
                .equals(trader.get("/api/v1/account/risk")
                        .json()
                        .at("/connections/0/state")
                        .asText()));
        try (WsClient second = connect(gateway);
                EdgeGateway elsewhere = Exchange.shared().gateway(ctx -> {})) {
            assertThat(open(second, "\"connection_id\":4711,\"grace_ms\":20000")
                            .get("resumed")
                            .asBoolean())
                    .isTrue();
            second.send("{\"type\":\"subscribe\",\"channel\":\"account\"}");
            second.next("subscribed");
            OrdersOverRestTest.awaitReady(new RestClient(elsewhere.restPort()));
            try (WsClient third = connect(elsewhere)) {
                open(third, "\"connection_id\":4711,\"grace_ms\":0");
                final JsonNode change = second.next(
                        message -> "connection".equals(message.path("event").asText()));
                assertThat(change.at("/connection/state").asText()).isEqualTo("open");
                assertThat(change.at("/connection/connection_id").asText()).isEqualTo("4711");
                assertThat(second.next("error").get("code").asText()).isEqualTo("CONNECTION_SUPERSEDED");
                await().atMost(Duration.ofSeconds(30)).until(second::isClosed);
                assertThat(trader.get("/api/v1/orders/" + orderId).text("status"))
                        .isEqualTo("new");
            }
            // The third had no grace period.
            awaitCancelled(trader, orderId, "disconnect");
        }
    }

    @Test
    void shouldCancelAtOnceOnLogoutAndRefuseOrdersOfAConnectionThatIsNotOpen() {
        try (WsClient socket = connect(gateway)) {
            final String id =
                    open(socket, "\"grace_ms\":300000").get("connection_id").asText();
            final String orderId = place(id).text("order_id");
            socket.send("{\"type\":\"auth\",\"account\":\"" + ACCOUNT + "\"}");
            assertThat(socket.next("error").get("code").asText()).isEqualTo("ALREADY_CONNECTED");
            socket.send("{\"type\":\"logout\",\"id\":7}");
            final JsonNode answer = socket.next("logged_out");
            assertThat(answer.get("connection_id").asText()).isEqualTo(id);
            assertThat(answer.get("id").asText()).isEqualTo("7");
            assertThat(trader.get("/api/v1/orders/" + orderId).text("cancel_reason"))
                    .isEqualTo("disconnect");

            final Answer refused = place(id);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("UNKNOWN_CONNECTION");
            assertThat(place("x").code()).isEqualTo("INVALID_CONNECTION_ID");
            socket.send("{\"type\":\"auth\",\"account\":\"" + ACCOUNT + "\",\"connection_id\":\"5\"}");
            assertThat(socket.next("error").get("code").asText()).isEqualTo("INVALID_FIELD");
        }
    }

    @Test
    void shouldNotTakeAnElectionForADisconnect() {
        try (Exchange exchange = Exchange.launch(3, FreePorts.basePort(1));
                EdgeGateway ownGateway = exchange.gateway(ctx -> {})) {
            final RestClient client = new RestClient(ownGateway.restPort()).as(ACCOUNT);
            OrdersOverRestTest.awaitReady(client);
            final String orderId;
            final WsClient socket = connect(ownGateway);
            try (socket) {
                final String id =
                        open(socket, "\"grace_ms\":0").get("connection_id").asText();
                orderId = client.with("X-Connection-Id", id)
                        .post("/api/v1/orders", ORDER)
                        .text("order_id");
                exchange.cluster().abort(exchange.cluster().awaitLeader());
                await().atMost(Duration.ofSeconds(40))
                        .ignoreExceptions()
                        .until(() -> client.with("X-Connection-Id", id)
                                        .post("/api/v1/orders", ORDER)
                                        .status()
                                == 201);
                assertThat(client.get("/api/v1/orders/" + orderId).text("status"))
                        .isEqualTo("new");
                assertThat(socket.isClosed()).isFalse();
            }
            awaitCancelled(client, orderId, "disconnect");
        }
    }

    @Test
    void shouldTellTheClusterAgainThroughANewSession() {
        try (Exchange exchange = Exchange.launch(1, FreePorts.basePort(1));
                EdgeGateway ownGateway = exchange.gateway(ctx -> ctx.limits().orderTimeout(Duration.ofMillis(800)))) {
            final RestClient client = new RestClient(ownGateway.restPort()).as(ACCOUNT);
            OrdersOverRestTest.awaitReady(client);
            try (WsClient socket = connect(ownGateway)) {
                final String id =
                        open(socket, "\"grace_ms\":60000").get("connection_id").asText();
                final String orderId = client.with("X-Connection-Id", id)
                        .post("/api/v1/orders", ORDER)
                        .text("order_id");
                exchange.cluster().abort(0);
                // Long enough for the gateway to give up its session.
                await().atMost(Duration.ofSeconds(40)).until(() -> "NO_LEADER"
                        .equals(client.post("/api/v1/orders", ORDER).code()));
                exchange.cluster().start(0);
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> client.post("/api/v1/orders", ORDER).status() == 201);
                // The cluster has closed the old session, and taken the connection for lost, by then.
                await().atMost(Duration.ofSeconds(40)).until(() -> "open"
                        .equals(client.get("/api/v1/account/risk")
                                .json()
                                .at("/connections/0/state")
                                .asText()));
                assertThat(client.get("/api/v1/orders/" + orderId).text("status"))
                        .isEqualTo("new");
                assertThat(socket.isClosed()).isFalse();
            }
        }
    }

    private static WsClient connect(final EdgeGateway to) {
        final WsClient client = WsClient.connect(to.webSocketPort());
        client.next("welcome");
        return client;
    }

    private static JsonNode open(final WsClient socket, final String fields) {
        return socket.send("{\"type\":\"auth\",\"account\":\"" + ACCOUNT + "\",\"cancel_on_disconnect\":true," + fields
                        + "}")
                .next("authenticated");
    }

    private Answer place(final String connectionId) {
        return trader.with("X-Connection-Id", connectionId).post("/api/v1/orders", ORDER);
    }

    private static void awaitCancelled(final RestClient client, final String orderId, final String reason) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        reason.equals(client.get("/api/v1/orders/" + orderId).text("cancel_reason")));
    }
}
