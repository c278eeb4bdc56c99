package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Market data and private streams over real sockets, fed by a real md-publisher and a real cluster. */
class WebSocketTest {
    private static final String SYMBOL = "ETH/USD";

    private static EdgeGateway gateway;
    private static RestClient rest;
    private static long apiKey;

    @BeforeAll
    static void start() {
        apiKey = Exchange.shared().createApiKey(1010, true, true);
        gateway = Exchange.shared().gateway(ctx -> {
            ctx.limits().heartbeatInterval(Duration.ofMillis(500)).maxSubscriptionsPerConnection(6);
        });
        rest = new RestClient(gateway.restPort());
        OrdersOverRestTest.awaitReady(rest);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void cancelAll() {
        for (int account = 1008; account <= 1010; account++) {
            for (final JsonNode order : rest.as(account)
                    .get("/api/v1/orders?status=open&limit=500")
                    .json()
                    .get("orders")) {
                rest.as(account)
                        .delete("/api/v1/orders/" + order.get("order_id").asText());
            }
        }
    }

    @Test
    void shouldWelcomeThenSendSnapshotThenSubscribedThenUpdates() {
        order(1008, "sell", "1", "2100");
        awaitBook("asks", "2100");
        try (WsClient client = WsClient.connect(gateway.webSocketPort())) {
            final JsonNode welcome = client.next();
            assertThat(welcome.get("type").asText()).isEqualTo("welcome");
            assertThat(welcome.get("symbols").toString())
                    .isEqualTo("[\"DEC/USD\",\"BTC/USD\",\"ETH/USD\",\"DEC/BTC\"]");
            assertThat(welcome.get("development_mode").asBoolean()).isTrue();

            client.send("{\"type\":\"subscribe\",\"channel\":\"orderbook\",\"symbol\":\"ETH/USD\",\"depth\":20}");

            final JsonNode snapshot = client.next();
            assertThat(snapshot.get("type").asText()).isEqualTo("orderbook");
            assertThat(snapshot.get("snapshot").asBoolean()).isTrue();
            assertThat(snapshot.get("symbol").asText()).isEqualTo(SYMBOL);
            assertThat(snapshot.get("asks").toString()).isEqualTo("[[\"2100\",\"1\"]]");
            final JsonNode subscribed = client.next();
            assertThat(subscribed.toString())
                    .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"orderbook\",\"symbol\":\"ETH/USD\","
                            + "\"depth\":20}");

            order(1008, "sell", "2", "2099.5");

            final JsonNode update = client.next();
            assertThat(update.get("snapshot").asBoolean()).isFalse();
            assertThat(update.get("previous_sequence")).isEqualTo(snapshot.get("sequence"));
            assertThat(update.get("sequence").asLong())
                    .isGreaterThan(snapshot.get("sequence").asLong());
            assertThat(update.get("asks").toString()).isEqualTo("[[\"2099.5\",\"2\"]]");
            assertThat(update.get("bids")).isEmpty();

            client.send("{\"action\":\"unsubscribe\",\"channel\":\"orderbook\",\"symbols\":[\"ETH-USD\"]}");
            assertThat(client.next("unsubscribed").get("symbol").asText()).isEqualTo(SYMBOL);
        }
    }

    @Test
    void shouldKeepAClientsBookEqualToTheRestBookWithoutAGap() {
        try (WsClient client = WsClient.connect(gateway.webSocketPort())) {
            client.send("{\"type\":\"subscribe\",\"channel\":\"orderbook\",\"symbol\":\"ETH/USD\",\"depth\":5}");
            final Book book = new Book(client.next("orderbook"));
            final Random random = new Random(7);
            for (int i = 0; i < 120; i++) {
                final boolean buy = random.nextBoolean();
                final int price = 1990 + random.nextInt(20);
                order(buy ? 1008 : 1009, buy ? "buy" : "sell", Integer.toString(1 + random.nextInt(3)), price + "");
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                final JsonNode expected =
                        rest.get("/api/v1/market/ETH-USD/orderbook?depth=5").json();
                while (book.sequence < expected.get("sequence").asLong()) {
                    book.apply(client.next("orderbook"));
                }
                assertThat(book.sequence).isEqualTo(expected.get("sequence").asLong());
                assertThat(book.levels(true)).isEqualTo(expected.get("bids").toString());
                assertThat(book.levels(false)).isEqualTo(expected.get("asks").toString());
            });
        }
    }

    @Test
    void shouldSendTradesAndTickersOfManySymbols() {
        try (WsClient client = WsClient.connect(gateway.webSocketPort())) {
            client.send("{\"action\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"ETH/USD\",\"BTC-USD\"],"
                    + "\"id\":\"a\"}");
            assertThat(client.next("trades").get("snapshot").asBoolean()).isTrue();
            assertThat(client.next("subscribed").get("symbol").asText()).isEqualTo(SYMBOL);
            assertThat(client.next("subscribed").get("symbol").asText()).isEqualTo("BTC/USD");
            client.send("{\"type\":\"subscribe\",\"channel\":\"ticker\",\"symbol\":\"ETH/USD\"}");
            assertThat(client.next("ticker").get("snapshot").asBoolean()).isTrue();
            client.next("subscribed");

            order(1008, "sell", "1", "2050");
            order(1009, "buy", "1", "2050");

            final JsonNode trades = client.next("trades");
            assertThat(trades.get("snapshot").asBoolean()).isFalse();
            assertThat(trades.get("trades").get(0).get("price").asText()).isEqualTo("2050");
            assertThat(trades.get("trades").get(0).get("side").asText()).isEqualTo("buy");
            assertThat(trades.get("sequence").asLong()).isPositive();
            final JsonNode ticker =
                    client.next(message -> "ticker".equals(message.path("type").asText())
                            && "2050".equals(message.path("last_price").asText()));
            assertThat(ticker.get("symbol").asText()).isEqualTo(SYMBOL);
        }
    }

    @Test
    void shouldStreamAnAccountsOwnEventsAfterItsSnapshot() {
        try (WsClient client = WsClient.connect(gateway.webSocketPort())) {
            client.send("{\"type\":\"auth\",\"account\":\"1009\"}");
            assertThat(client.next("authenticated").get("account").asText()).isEqualTo("1009");
            client.send("{\"type\":\"subscribe\",\"channel\":\"account\"}");
            final JsonNode snapshot = client.next("account");
            assertThat(snapshot.get("snapshot").asBoolean()).isTrue();
            assertThat(snapshot.get("balances")).hasSize(4);
            assertThat(client.next().get("type").asText()).isEqualTo("subscribed");

            final JsonNode placed = order(1009, "buy", "2", "1500");
            order(1008, "sell", "1", "1500");

            final String id = placed.get("order_id").asText();
            final JsonNode accepted = client.next(message -> event(message, "order"));
            assertThat(accepted.get("order").get("order_id").asText()).isEqualTo(id);
            assertThat(accepted.get("order").get("status").asText()).isEqualTo("new");
            final JsonNode fill = client.next(message -> event(message, "fill"));
            assertThat(fill.get("fill").get("order_id").asText()).isEqualTo(id);
            assertThat(fill.get("fill").get("role").asText()).isEqualTo("maker");
            assertThat(fill.get("sequence").asLong())
                    .isGreaterThan(snapshot.get("sequence").asLong());
            final JsonNode filled = client.next(message -> event(message, "order"));
            assertThat(filled.get("order").get("status").asText()).isEqualTo("partially_filled");
            client.send("{\"type\":\"unsubscribe\",\"channel\":\"account\"}");
            client.next("unsubscribed");
        }
    }

    @Test
    void shouldAuthenticateByASignatureOverTheConnectionsId() {
        try (EdgeGateway strict = Exchange.shared().gateway(ctx -> ctx.testAccounts(false));
                WsClient client = WsClient.connect(strict.webSocketPort())) {
            OrdersOverRestTest.awaitReady(new RestClient(strict.restPort()));
            final String id = client.next("welcome").get("connection_id").asText();

            client.send("{\"type\":\"subscribe\",\"channel\":\"account\"}");
            assertThat(client.next("error").get("code").asText()).isEqualTo("MISSING_CREDENTIALS");
            client.send(auth("another-connection"));
            assertThat(client.next("error").get("code").asText()).isEqualTo("INVALID_SIGNATURE");
            client.send(auth(id));
            assertThat(client.next("authenticated").get("account").asText()).isEqualTo("1010");
            client.send("{\"type\":\"subscribe\",\"channel\":\"account\"}");
            assertThat(client.next("account").get("account").asText()).isEqualTo("1010");
        }
    }

    @Test
    void shouldAnswerPingsHeartbeatsAndMistakes() {
        try (WsClient client = WsClient.connect(gateway.webSocketPort())) {
            assertThat(client.next("welcome").get("heartbeat_seconds").asDouble())
                    .isEqualTo(0.5);
            assertThat(client.next(message ->
                                    "heartbeat".equals(message.path("type").asText()))
                            .has("time"))
                    .isTrue();
            assertThat(client.send("{\"type\":\"ping\",\"id\":7}")
                            .next("pong")
                            .get("id")
                            .asText())
                    .isEqualTo("7");
            client.send("{\"type\":\"heartbeat\",\"id\":\"h\"}");
            client.next(message -> "h".equals(message.path("id").asText()));
            expectError(client, "MALFORMED_JSON", "{oops");
            expectError(client, "MALFORMED_JSON", "[1,2]");
            expectError(client, "MISSING_TYPE", "{}");
            expectError(client, "UNKNOWN_TYPE", "{\"type\":\"dance\"}");
            expectError(client, "MISSING_CHANNEL", "{\"type\":\"subscribe\"}");
            expectError(client, "UNKNOWN_CHANNEL", "{\"type\":\"subscribe\",\"channel\":\"gossip\"}");
            expectError(client, "MISSING_SYMBOL", "{\"type\":\"subscribe\",\"channel\":\"ticker\"}");
            expectError(client, "UNKNOWN_SYMBOL", "{\"type\":\"subscribe\",\"channel\":\"ticker\",\"symbol\":\"A/B\"}");
            expectError(
                    client,
                    "INVALID_DEPTH",
                    "{\"type\":\"subscribe\",\"channel\":\"orderbook\",\"symbol\":\"ETH/USD\",\"depth\":0}");
            expectError(
                    client,
                    "TOO_MANY_SUBSCRIPTIONS",
                    "{\"type\":\"subscribe\",\"channels\":[\"ticker\",\"trades\"],"
                            + "\"symbols\":[\"ETH/USD\",\"BTC/USD\",\"DEC/USD\",\"DEC/BTC\"]}");
            assertThat(client.send("{\"type\":\"ping\"}").next("pong").has("time"))
                    .isTrue();
        }
    }

    @Test
    void shouldCloseOnAMessageThatIsTooLong() {
        try (WsClient client = WsClient.connect(gateway.webSocketPort())) {
            client.next("welcome");
            client.send("{\"type\":\"ping\",\"id\":\"" + "x".repeat(40_000) + "\"}");
            await().atMost(Duration.ofSeconds(30)).until(() -> client.isClosed());
        }
    }

    @Test
    void shouldRefusePagesOfOtherOriginsAndConnectionsBeyondTheLimit() {
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Origin", "http://evil.example")
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + gateway.webSocketPort()), new WebSocket.Listener() {})
                        .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        try (EdgeGateway small = Exchange.shared().gateway(ctx -> ctx.limits().maxWebSocketConnections(1));
                WsClient first = WsClient.connect(small.webSocketPort())) {
            first.next("welcome");
            assertThatThrownBy(() -> WsClient.connect(small.webSocketPort()))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    private static String auth(final String connectionId) {
        final String timestamp = Long.toString(System.currentTimeMillis());
        return "{\"type\":\"auth\",\"api_key\":\"" + apiKey + "\",\"timestamp\":" + timestamp + ",\"signature\":\""
                + RestClient.signature(apiKey, 1, timestamp, "AUTH", connectionId, null, null) + "\"}";
    }

    private static void expectError(final WsClient client, final String code, final String message) {
        final JsonNode error = client.send(message).next("error");
        assertThat(error.get("code").asText()).as(message).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotBlank();
    }

    private static boolean event(final JsonNode message, final String event) {
        return event.equals(message.path("event").asText());
    }

    private static JsonNode order(final long account, final String side, final String quantity, final String price) {
        final RestClient.Answer answer = rest.as(account)
                .post(
                        "/api/v1/orders",
                        "{\"symbol\":\"ETH/USD\",\"side\":\"" + side + "\",\"type\":\"limit\",\"quantity\":" + quantity
                                + ",\"price\":" + price + "}");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.json();
    }

    private static void awaitBook(final String side, final String price) {
        await().atMost(Duration.ofSeconds(30)).until(() -> rest.get("/api/v1/market/ETH-USD/orderbook")
                .json()
                .get(side)
                .toString()
                .contains(price));
    }

    /** A book as a client keeps it: by the rules of docs/websocket-api.md alone. */
    private static final class Book {
        private final Map<BigDecimal, String> bids = new TreeMap<BigDecimal, String>().descendingMap();
        private final Map<BigDecimal, String> asks = new TreeMap<>();
        private long sequence;

        private Book(final JsonNode snapshot) {
            take(snapshot);
        }

        private void apply(final JsonNode update) {
            if (update.get("snapshot").asBoolean()) {
                bids.clear();
                asks.clear();
            } else {
                assertThat(update.get("previous_sequence").asLong()).isEqualTo(sequence);
            }
            take(update);
        }

        private void take(final JsonNode message) {
            change(bids, message.get("bids"));
            change(asks, message.get("asks"));
            sequence = message.get("sequence").asLong();
        }

        private static void change(final Map<BigDecimal, String> side, final JsonNode levels) {
            for (final JsonNode level : levels) {
                final BigDecimal price = new BigDecimal(level.get(0).asText());
                if ("0".equals(level.get(1).asText())) {
                    side.remove(price);
                } else {
                    side.put(price, level.get(1).asText());
                }
            }
        }

        private String levels(final boolean ofBids) {
            final StringBuilder text = new StringBuilder("[");
            (ofBids ? bids : asks).forEach((price, quantity) -> text.append(text.length() > 1 ? "," : "")
                    .append("[\"")
                    .append(price.toPlainString())
                    .append("\",\"")
                    .append(quantity)
                    .append("\"]"));
            return text.append("]").toString();
        }
    }
}
