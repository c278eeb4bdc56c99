package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.gateway.RestClient.Answer;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.sbe.common.AccountStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many orders at once, quotes, positions and the switches that end all of it, over REST on a real cluster. */
class AccountSafetyOverRestTest {
    private static EdgeGateway gateway;
    private static RestClient rest;

    private final RestClient other = rest.as(1009);
    private final RestClient trader = rest.as(1012);

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
        assertThat(other.delete("/api/v1/orders?all=true").status()).isEqualTo(200);
        assertThat(trader.delete("/api/v1/orders?all=true").status()).isEqualTo(200);
    }

    @Test
    void shouldCarryOutABatchEntryByEntry() {
        final String batch = "{\"orders\":["
                + "{\"symbol\":\"DEC/BTC\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":3,\"price\":0.005,"
                + "\"client_order_id\":\"b-1\"},"
                + "{\"op\":\"amend\",\"client_order_id\":\"b-1\",\"quantity\":2},"
                + "{\"op\":\"new\",\"symbol\":\"DEC/BTC\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,"
                + "\"price\":0.0050001},"
                + "{\"op\":\"cancel\",\"order_id\":\"999999999\"},"
                + "{\"op\":\"cancel\",\"client_order_id\":\"b-1\"},"
                + "{\"op\":\"new\",\"symbol\":\"DEC/BTC\",\"colour\":\"red\"},"
                + "{\"op\":\"oco\",\"symbol\":\"DEC/BTC\",\"side\":\"sell\",\"quantity\":1,\"price\":0.02,"
                + "\"stop_price\":0.001}]}";
        final RestClient once = trader.with("Idempotency-Key", "batch-" + System.nanoTime());
        final Answer answer = once.post("/api/v1/orders/batch", batch);

        assertThat(answer.status()).isEqualTo(200);
        final JsonNode results = answer.json().get("results");
        assertThat(results).hasSize(7);
        assertThat(statuses(results)).isEqualTo("201 200 400 404 200 400 201 ");
        assertThat(results.get(0).at("/order/client_order_id").asText()).isEqualTo("b-1");
        assertThat(results.get(2).at("/error/code").asText()).isEqualTo("PRICE_NOT_ON_TICK");
        assertThat(results.get(3).at("/error/code").asText()).isEqualTo("UNKNOWN_ORDER");
        assertThat(results.get(4).at("/order/status").asText()).isEqualTo("cancelled");
        assertThat(results.get(4).at("/order/quantity").asText()).isEqualTo("2");
        assertThat(results.get(5).at("/error/code").asText()).isEqualTo("UNKNOWN_FIELD");
        assertThat(results.get(6).get("orders")).hasSize(2);

        final JsonNode again = once.post("/api/v1/orders/batch", batch).json().get("results");
        assertThat(again.get(0).at("/order/order_id")).isEqualTo(results.get(0).at("/order/order_id"));
        assertThat(again.get(0).get("replayed").asBoolean()).isTrue();
        assertThat(trader.get("/api/v1/orders?status=open").json().get("orders"))
                .hasSize(2);
        assertThat(trader.post("/api/v1/orders/batch", "{\"orders\":[]}").code())
                .isEqualTo("INVALID_BATCH");
    }

    @Test
    void shouldCancelBySymbolAndBySide() {
        order("buy", "DEC/BTC", "0.005");
        order("sell", "DEC/BTC", "0.05");
        order("buy", "BTC/USD", "5");

        assertThat(trader.delete("/api/v1/orders").code()).isEqualTo("MISSING_FIELD");
        assertThat(trader.delete("/api/v1/orders?side=up").code()).isEqualTo("INVALID_SIDE");
        final Answer bids = trader.delete("/api/v1/orders?side=buy&symbol=DEC-BTC");
        assertThat(bids.json().get("cancelled_orders").asInt()).isEqualTo(1);
        final Answer symbol = trader.delete("/api/v1/orders?symbol=DEC-BTC");
        assertThat(symbol.json().get("cancelled_orders").asInt()).isEqualTo(1);
        final Answer all = trader.delete("/api/v1/orders?all=true");
        assertThat(all.json().get("cancelled_orders").asInt()).isEqualTo(1);
        assertThat(trader.delete("/api/v1/orders?all=true")
                        .json()
                        .get("cancelled_orders")
                        .asInt())
                .isZero();
        final JsonNode closed = trader.get("/api/v1/orders?status=cancelled&limit=1")
                .json()
                .get("orders")
                .get(0);
        assertThat(closed.get("cancel_reason").asText()).isEqualTo("mass_cancel");
    }

    @Test
    void shouldReplaceQuotesInOneMessage() {
        final Answer first = trader.put(
                "/api/v1/quotes/DEC-BTC",
                "{\"bids\":[[0.004,5],[\"0.003\",\"7\"]],\"asks\":[{\"price\":0.06,\"quantity\":3}],"
                        + "\"post_only\":true}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(levels(first.json().get("bids"))).isEqualTo("5@0.004 7@0.003 ");
        assertThat(levels(first.json().get("asks"))).isEqualTo("3@0.06 ");
        assertThat(first.json().at("/bids/0/mass_quote").asBoolean()).isTrue();

        final Answer second = trader.put("/api/v1/quotes/DEC/BTC", "{\"bids\":[[0.004,4],[0.0035,1]],\"asks\":[]}");
        assertThat(levels(second.json().get("bids"))).isEqualTo("4@0.004 1@0.0035 ");
        assertThat(second.json().get("asks")).isEmpty();
        assertThat(second.json().at("/bids/0/order_id")).isEqualTo(first.json().at("/bids/0/order_id"));
        assertThat(levels(trader.get("/api/v1/quotes/DEC-BTC").json().get("bids")))
                .isEqualTo("4@0.004 1@0.0035 ");

        final Answer crossed = trader.put("/api/v1/quotes/DEC-BTC", "{\"bids\":[[0.05,1]],\"asks\":[[0.05,1]]}");
        assertThat(crossed.status()).isEqualTo(400);
        assertThat(crossed.code()).isEqualTo("INVALID_QUOTE");
        assertThat(trader.put("/api/v1/quotes/DEC-BTC", "{\"bids\":[[0.05]],\"asks\":[]}")
                        .code())
                .isEqualTo("INVALID_QUOTE");
        assertThat(trader.delete("/api/v1/quotes/DEC-BTC").json().get("bids")).isEmpty();
        assertThat(trader.get("/api/v1/orders?status=open").json().get("orders"))
                .isEmpty();
    }

    @Test
    void shouldQuote64LevelsAtOnce() {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        for (int i = 1; i <= 32; i++) {
            bids.append(i == 1 ? "" : ",").append("[0.00").append(100 + i).append(",1]");
            asks.append(i == 1 ? "" : ",").append("[0.05").append(100 + i).append(",1]");
        }
        final Answer answer = trader.put("/api/v1/quotes/DEC-BTC", "{\"bids\":[" + bids + "],\"asks\":[" + asks + "]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("bids")).hasSize(32);
        assertThat(answer.json().get("asks")).hasSize(32);
    }

    @Test
    void shouldKnowWhatAPositionCostAndGained() {
        trade("buy", 2, "100");
        trade("buy", 2, "110");
        trade("sell", 1, "120");
        final JsonNode positions = trader.get("/api/v1/account/positions").json();
        final JsonNode bySymbol = positions.get("by_symbol");
        assertThat(bySymbol).hasSize(1);
        final JsonNode position = bySymbol.get(0);
        assertThat(position.get("symbol").asText()).isEqualTo("BTC/USD");
        assertThat(position.get("quantity").asText()).isEqualTo("3");
        assertThat(position.get("average_entry_price").asText()).isEqualTo("105");
        assertThat(position.get("realised_pnl").asText()).isEqualTo("15");
        assertThat(position.get("unrealised_pnl").asText()).isEqualTo("45");
        for (final JsonNode asset : positions.get("positions")) {
            if ("BTC".equals(asset.get("asset").asText())) {
                assertThat(asset.get("quantity").asText()).isEqualTo("103");
                assertThat(asset.get("traded_quantity").asText()).isEqualTo("3");
                assertThat(asset.get("unrealised_pnl").asText()).isEqualTo("45");
            }
        }
    }

    @Test
    void shouldCancelAllWhenTheDeadMansTimerRunsOut() {
        final String orderId = order("buy", "BTC/USD", "6");
        final Answer set = trader.post("/api/v1/account/cancel-all-after", "{\"timeout_ms\":60000}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.text("deadline")).endsWith("Z");
        assertThat(trader.get("/api/v1/account/risk")
                        .json()
                        .at("/dead_man_timer/timeout_ms")
                        .asInt())
                .isEqualTo(60_000);
        assertThat(trader.post("/api/v1/account/cancel-all-after", "{\"timeout_ms\":0}")
                        .json()
                        .get("deadline")
                        .isNull())
                .isTrue();
        assertThat(trader.post("/api/v1/account/cancel-all-after", "{\"timeout_ms\":999}")
                        .status())
                .isEqualTo(400);

        trader.post("/api/v1/account/cancel-all-after", "{\"timeout_ms\":1000}");
        await().atMost(Duration.ofSeconds(30)).until(() -> "dead_man"
                .equals(trader.get("/api/v1/orders/" + orderId).text("cancel_reason")));
        assertThat(trader.get("/api/v1/account/risk")
                        .json()
                        .at("/dead_man_timer/deadline")
                        .isNull())
                .isTrue();
    }

    @Test
    void shouldBlockTheAccountByItsKillSwitch() {
        final String orderId = order("buy", "BTC/USD", "6");
        try (WsClient socket = WsClient.connect(gateway.webSocketPort())) {
            socket.send("{\"type\":\"subscribe\",\"channel\":\"account\",\"account\":\"1012\"}")
                    .next("subscribed");
            trader.post("/api/v1/account/cancel-all-after", "{\"timeout_ms\":60000}");
            final JsonNode timer = event(socket, "dead_man_timer");
            assertThat(timer.at("/dead_man_timer/timeout_ms").asInt()).isEqualTo(60_000);
            final Answer answer = trader.post("/api/v1/account/kill-switch", "{\"reason\":\"runaway bot\"}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("status")).isEqualTo("blocked");
            assertThat(answer.json().get("open_orders").asInt()).isZero();
            assertThat(event(socket, "account_status").get("status").asText()).isEqualTo("blocked");
            assertThat(event(socket, "order").at("/order/cancel_reason").asText())
                    .isEqualTo("kill_switch");
            assertThat(trader.get("/api/v1/orders/" + orderId).text("cancel_reason"))
                    .isEqualTo("kill_switch");
            assertThat(trader.get("/api/v1/account/info").text("status")).isEqualTo("blocked");
            final Answer refused = trader.order("buy", "1", "5");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("ACCOUNT_BLOCKED");
        } finally {
            Exchange.shared().operate(TestCommands.setAccount(1012, AccountStatus.ACTIVE));
            trader.post("/api/v1/account/cancel-all-after", "{\"timeout_ms\":0}");
        }
        assertThat(trader.order("buy", "1", "5").status()).isEqualTo(201);
    }

    @Test
    void shouldHoldAnAccountToItsLimits() {
        Exchange.shared().setAccountLimits(1012, 2, 300_000_000L, 0, 0);
        try {
            final Answer refused = trader.post(
                    "/api/v1/orders",
                    "{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":3.5,\"price\":5}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("ACCOUNT_QUANTITY_LIMIT");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                final JsonNode own = trader.get("/api/v1/account/risk").json().at("/limits/by_symbol/0");
                assertThat(own.path("symbol").asText()).isEqualTo("BTC/USD");
                assertThat(own.path("max_order_quantity").asText()).isEqualTo("3");
                assertThat(own.path("max_position").isNull()).isTrue();
            });
        } finally {
            Exchange.shared().setAccountLimits(1012, 2, 0, 0, 0);
        }
    }

    private String order(final String side, final String symbol, final String price) {
        final Answer answer = trader.post(
                "/api/v1/orders",
                "{\"symbol\":\"" + symbol + "\",\"side\":\"" + side + "\",\"type\":\"limit\",\"quantity\":1,\"price\":"
                        + price + "}");
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("order_id");
    }

    /** The trader takes what another account quotes. */
    private void trade(final String side, final int quantity, final String price) {
        final String fields = ",\"type\":\"limit\",\"quantity\":" + quantity + ",\"price\":" + price + "}";
        final String otherSide = "buy".equals(side) ? "sell" : "buy";
        other.post("/api/v1/orders", "{\"symbol\":\"BTC/USD\",\"side\":\"" + otherSide + "\"" + fields);
        final Answer taken =
                trader.post("/api/v1/orders", "{\"symbol\":\"BTC/USD\",\"side\":\"" + side + "\"" + fields);
        assertThat(taken.text("status")).isEqualTo("filled");
    }

    private static JsonNode event(final WsClient socket, final String event) {
        return socket.next(message -> event.equals(message.path("event").asText()));
    }

    private static String levels(final JsonNode orders) {
        final StringBuilder text = new StringBuilder();
        orders.forEach(order -> text.append(order.get("remaining_quantity").asText())
                .append('@')
                .append(order.get("price").asText())
                .append(' '));
        return text.toString();
    }

    private static String statuses(final JsonNode results) {
        final StringBuilder text = new StringBuilder();
        results.forEach(result -> text.append(result.get("status").asText()).append(' '));
        return text.toString();
    }
}
