package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.gateway.RestClient.Answer;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every type of order over REST on a real cluster. Prices are in DEC/BTC: tick 0.000001, lot 1. */
class OrderTypesOverRestTest {
    private static final int DEC_BTC = 4;

    private static EdgeGateway gateway;
    private static RestClient rest;

    private final RestClient seller = rest.as(1009);
    private final RestClient buyer = rest.as(1010);
    private final RestClient trader = rest.as(1011);

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

    @BeforeEach
    void tradeAt1() {
        tradeAt("0.0100");
    }

    @AfterEach
    void cancelAll() {
        for (final RestClient client : new RestClient[] {seller, buyer, trader}) {
            assertThat(client.delete("/api/v1/orders?all=true").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldHoldAStopBackUntilTheLastPriceIsThere() {
        final Answer waiting = order(trader, "sell", "\"type\":\"STOP\",\"quantity\":1,\"stop_price\":0.0095");
        assertThat(waiting.status()).isEqualTo(201);
        assertThat(waiting.text("type")).isEqualTo("stop");
        assertThat(waiting.text("status")).isEqualTo("new");
        assertThat(waiting.text("stop_price")).isEqualTo("0.0095");
        assertThat(waiting.json().get("waiting_for_trigger").asBoolean()).isTrue();
        assertThat(waiting.json().get("price").isNull()).isTrue();
        assertThat(waiting.json().has("protection_price")).isTrue();
        assertThat(waiting.json().has("triggered_at")).isFalse();

        final String path = "/api/v1/orders/" + waiting.text("order_id");
        final Answer amended = trader.put(path, "{\"stop_price\":\"0.0096\"}");
        assertThat(amended.status()).isEqualTo(200);
        assertThat(amended.text("stop_price")).isEqualTo("0.0096");
        assertThat(amended.json().get("waiting_for_trigger").asBoolean()).isTrue();
        assertThat(trader.put(path, "{\"stop_price\":0.0096001}").code()).isEqualTo("INVALID_STOP_PRICE");

        order(buyer, "buy", "\"type\":\"limit\",\"quantity\":2,\"price\":0.0094");
        order(seller, "sell", "\"type\":\"limit\",\"quantity\":1,\"price\":0.0094");

        final Answer fired = awaitStatus(trader, waiting, "filled");
        assertThat(fired.text("average_price")).isEqualTo("0.0094");
        assertThat(fired.text("triggered_at")).endsWith("Z");
        assertThat(fired.json().has("waiting_for_trigger")).isFalse();
        assertThat(fired.json().get("fills").get(0).get("role").asText()).isEqualTo("taker");
    }

    @Test
    void shouldTakeEveryTypeThatWaitsAndCancelIt() {
        final String[] orders = {
            "\"type\":\"stop-limit\",\"quantity\":1,\"stop_price\":0.0095,\"price\":0.0094",
            "\"type\":\"take_profit\",\"quantity\":1,\"stop_price\":\"0.0105\"",
            "\"order_type\":\"TAKE-PROFIT-LIMIT\",\"quantity\":1,\"stop_price\":\"0.0105\",\"price\":0.0106,"
                    + "\"time_in_force\":\"FOK\"",
            "\"type\":\"trailing_stop\",\"quantity\":1,\"trailing_offset\":0.0005",
            "\"type\":\"trailing_stop\",\"quantity\":1,\"trailing_bps\":100,\"time_in_force\":\"DAY\""
        };
        final String[] stopPrices = {"0.0095", "0.0105", "0.0105", "0.0095", "0.0099"};
        for (int i = 0; i < orders.length; i++) {
            final Answer answer = order(trader, "sell", orders[i]);
            assertThat(answer.status()).as(orders[i]).isEqualTo(201);
            assertThat(answer.text("stop_price")).as(orders[i]).isEqualTo(stopPrices[i]);
            assertThat(answer.json().get("waiting_for_trigger").asBoolean()).isTrue();
            final Answer cancelled = trader.delete("/api/v1/orders/" + answer.text("order_id"));
            assertThat(cancelled.text("status")).isEqualTo("cancelled");
            assertThat(cancelled.text("cancel_reason")).isEqualTo("user");
            assertThat(cancelled.json().has("waiting_for_trigger")).isFalse();
        }
    }

    @Test
    void shouldShowAnIcebergsTipAlone() {
        final Answer iceberg =
                order(seller, "sell", "\"type\":\"limit\",\"quantity\":10,\"price\":0.0110,\"display_quantity\":2");
        assertThat(iceberg.text("display_quantity")).isEqualTo("2");
        assertThat(iceberg.text("remaining_quantity")).isEqualTo("10");
        awaitBook("asks", "[[\"0.011\",\"2\"]]");

        final Answer taken = order(buyer, "buy", "\"type\":\"limit\",\"quantity\":3,\"price\":0.0110");
        assertThat(taken.text("status")).isEqualTo("filled");
        assertThat(taken.json().get("fills")).hasSize(2);
        final Answer left = seller.get("/api/v1/orders/" + iceberg.text("order_id"));
        assertThat(left.text("remaining_quantity")).isEqualTo("7");
        assertThat(left.text("filled_quantity")).isEqualTo("3");
        awaitBook("asks", "[[\"0.011\",\"1\"]]");
    }

    @Test
    void shouldFillOrKillExpireAndEndTheDay() {
        order(seller, "sell", "\"type\":\"limit\",\"quantity\":2,\"price\":0.0110");
        final Answer killed =
                order(buyer, "buy", "\"type\":\"limit\",\"quantity\":3,\"price\":0.0110,\"time_in_force\":\"fok\"");
        assertThat(killed.status()).isEqualTo(201);
        assertThat(killed.text("status")).isEqualTo("cancelled");
        assertThat(killed.text("cancel_reason")).isEqualTo("fill_or_kill");
        assertThat(killed.text("filled_quantity")).isEqualTo("0");

        final Answer day =
                order(buyer, "buy", "\"type\":\"limit\",\"quantity\":1,\"price\":0.0090,\"time_in_force\":\"DAY\"");
        assertThat(day.text("expire_time")).endsWith("T00:00:00.000000Z");
        final Answer expiring = order(
                buyer,
                "buy",
                "\"type\":\"limit\",\"quantity\":1,\"price\":0.0091,\"time_in_force\":\"GTD\",\"expire_time\":\""
                        + Instant.now().plusMillis(1_500) + "\"");
        assertThat(expiring.status()).isEqualTo(201);
        final Answer expired = awaitStatus(buyer, expiring, "expired");
        assertThat(expired.text("cancel_reason")).isEqualTo("expired");
        assertThat(order(
                                buyer,
                                "buy",
                                "\"type\":\"limit\",\"quantity\":1,\"price\":0.0091,\"time_in_force\":\"GTD\","
                                        + "\"expire_time\":1000000000000")
                        .code())
                .isEqualTo("INVALID_EXPIRE_TIME");
    }

    @Test
    void shouldRefuseWhatWouldTakeOrHasNothingToReduce() {
        order(seller, "sell", "\"type\":\"limit\",\"quantity\":2,\"price\":0.0110");
        final Answer takes =
                order(buyer, "buy", "\"type\":\"limit\",\"quantity\":1,\"price\":0.0110,\"post_only\":true");
        assertThat(takes.status()).isEqualTo(422);
        assertThat(takes.code()).isEqualTo("POST_ONLY_WOULD_TAKE");
        final Answer rests =
                order(buyer, "buy", "\"type\":\"limit\",\"quantity\":1,\"price\":0.0109,\"post_only\":true");
        assertThat(rests.json().get("post_only").asBoolean()).isTrue();
        final Answer nothing =
                order(rest.as(1008), "sell", "\"type\":\"limit\",\"quantity\":1,\"price\":0.02,\"reduce_only\":true");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.code()).isEqualTo("NO_POSITION_TO_REDUCE");
    }

    @Test
    void shouldBuyForAnAmountFeesIncluded() {
        order(seller, "sell", "\"type\":\"limit\",\"quantity\":100,\"price\":0.0100");
        final Answer answer = order(buyer, "buy", "\"type\":\"market\",\"quote_amount\":\"0.5\"");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("filled");
        // 50 would cost 0.5 and 0.001 of fees.
        assertThat(answer.text("filled_quantity")).isEqualTo("49");
        assertThat(answer.text("quote_amount")).isEqualTo("0.5");
        assertThat(order(buyer, "buy", "\"type\":\"market\",\"quote_amount\":0.001")
                        .code())
                .isEqualTo("INVALID_QUOTE_AMOUNT");
    }

    @Test
    void shouldPreventSelfTradesAsTheOrderSays() {
        final Answer resting = order(trader, "sell", "\"type\":\"limit\",\"quantity\":3,\"price\":0.0110");
        final Answer decrementing = order(
                trader,
                "buy",
                "\"type\":\"limit\",\"quantity\":1,\"price\":0.0110,"
                        + "\"self_trade_prevention\":\"decrement-and-cancel\"");
        assertThat(decrementing.text("self_trade_prevention")).isEqualTo("decrement_and_cancel");
        assertThat(decrementing.text("status")).isEqualTo("cancelled");
        final String path = "/api/v1/orders/" + resting.text("order_id");
        assertThat(trader.get(path).text("quantity")).isEqualTo("2");
        assertThat(trader.get(path).text("remaining_quantity")).isEqualTo("2");

        final Answer winning = order(
                trader,
                "buy",
                "\"type\":\"limit\",\"quantity\":1,\"price\":0.0110,\"self_trade_prevention\":\"CANCEL_OLDEST\"");
        assertThat(winning.text("status")).isEqualTo("new");
        assertThat(trader.get(path).text("cancel_reason")).isEqualTo("self_trade");
    }

    @Test
    void shouldCancelOneLegWithTheOther() {
        final String body = "{\"symbol\":\"DEC/BTC\",\"side\":\"sell\",\"quantity\":2,\"price\":0.0110,"
                + "\"stop_price\":0.0090,\"stop_limit_price\":0.0089,\"client_order_id\":\"take\","
                + "\"stop_client_order_id\":\"stop\"}";
        final Answer pair = trader.post("/api/v1/orders/oco", body);
        assertThat(pair.status()).isEqualTo(201);
        final JsonNode limit = pair.json().get("orders").get(0);
        final JsonNode stop = pair.json().get("orders").get(1);
        assertThat(limit.get("type").asText()).isEqualTo("limit");
        assertThat(stop.get("type").asText()).isEqualTo("stop_limit");
        assertThat(limit.get("linked_order_id").asText())
                .isEqualTo(stop.get("order_id").asText());
        assertThat(stop.get("linked_order_id").asText())
                .isEqualTo(limit.get("order_id").asText());
        assertThat(stop.get("waiting_for_trigger").asBoolean()).isTrue();
        final JsonNode risk = trader.get("/api/v1/account/risk").json();
        assertThat(risk.get("open_orders").asInt()).isEqualTo(2);
        assertThat(risk.get("waiting_orders").asInt()).isEqualTo(1);

        order(buyer, "buy", "\"type\":\"limit\",\"quantity\":1,\"price\":0.0110");
        assertThat(awaitStatus(trader, stop.get("order_id").asText(), "cancelled")
                        .text("cancel_reason"))
                .isEqualTo("oco");
        assertThat(trader.get("/api/v1/orders/" + limit.get("order_id").asText())
                        .text("status"))
                .isEqualTo("partially_filled");

        final Answer wrong = trader.post("/api/v1/orders/oco", body.replace("0.0090", "0.0120"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.code()).isEqualTo("INVALID_OCO");
    }

    @Test
    void shouldCollectOrdersInAnAuctionAndTradeThemAtOnePrice() {
        Exchange.shared().operate(TestCommands.setInstrumentStatus(DEC_BTC, InstrumentStatus.AUCTION));
        final Answer sold;
        try {
            order(seller, "sell", "\"type\":\"limit\",\"quantity\":3,\"price\":0.0094");
            assertThat(order(buyer, "buy", "\"type\":\"market\",\"quantity\":1").code())
                    .isEqualTo("INSTRUMENT_IN_AUCTION");
            sold = order(buyer, "buy", "\"type\":\"limit\",\"quantity\":5,\"price\":0.0105");
            assertThat(sold.text("status")).isEqualTo("new");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                final JsonNode auction =
                        rest.get("/api/v1/market/DEC-BTC/auction").json();
                assertThat(auction.get("status").asText()).isEqualTo("auction");
                assertThat(auction.get("indicative_price").asText()).isEqualTo("0.0105");
                assertThat(auction.get("indicative_volume").asText()).isEqualTo("3");
                assertThat(auction.get("surplus").asText()).isEqualTo("2");
            });
        } finally {
            Exchange.shared().operate(TestCommands.setInstrumentStatus(DEC_BTC, InstrumentStatus.OPEN));
        }
        final Answer filled = awaitStatus(buyer, sold, "partially_filled");
        assertThat(filled.json().get("fills").get(0).get("auction").asBoolean()).isTrue();
        assertThat(filled.json().get("fills").get(0).get("price").asText()).isEqualTo("0.0105");
        await().atMost(Duration.ofSeconds(30)).until(() -> rest.get("/api/v1/market/DEC-BTC/auction")
                .json()
                .get("indicative_price")
                .isNull());
    }

    /** A trade makes the last price; both orders are gone after it. */
    private void tradeAt(final String price) {
        assertThat(order(seller, "sell", "\"type\":\"limit\",\"quantity\":1,\"price\":" + price)
                        .status())
                .isEqualTo(201);
        assertThat(order(buyer, "buy", "\"type\":\"limit\",\"quantity\":1,\"price\":" + price)
                        .text("status"))
                .isEqualTo("filled");
    }

    private static Answer order(final RestClient client, final String side, final String fields) {
        return client.post("/api/v1/orders", "{\"symbol\":\"DEC/BTC\",\"side\":\"" + side + "\"," + fields + "}");
    }

    private static Answer awaitStatus(final RestClient client, final Answer placed, final String status) {
        return awaitStatus(client, placed.text("order_id"), status);
    }

    private static Answer awaitStatus(final RestClient client, final String orderId, final String status) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        client.get("/api/v1/orders/" + orderId).text("status"))
                .isEqualTo(status));
        return client.get("/api/v1/orders/" + orderId);
    }

    private static void awaitBook(final String side, final String levels) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rest.get("/api/v1/market/DEC-BTC/orderbook")
                                .json()
                                .get(side)
                                .toString())
                        .isEqualTo(levels));
    }
}
