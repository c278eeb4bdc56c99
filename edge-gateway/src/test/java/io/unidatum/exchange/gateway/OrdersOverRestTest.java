package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.RestClient.Answer;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders placed, changed and read over REST on a real cluster, in development mode. */
class OrdersOverRestTest {
    private static EdgeGateway gateway;
    private static RestClient rest;

    private final RestClient seller = rest.as(1002);
    private final RestClient buyer = rest.as(1003);

    @BeforeAll
    static void start() {
        gateway = Exchange.shared().gateway(ctx -> {});
        rest = new RestClient(gateway.restPort());
        awaitReady(rest);
    }

    static void awaitReady(final RestClient client) {
        await().atMost(Duration.ofSeconds(40)).until(() -> client.get("/health").status() == 200);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> client.get("/api/v1/market/DEC-USD/orderbook").status() == 200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void cancelAll() {
        for (int account = 1001; account <= 1004; account++) {
            final RestClient client = rest.as(account);
            for (final JsonNode order :
                    client.get("/api/v1/orders?status=open&limit=500").json().get("orders")) {
                client.delete("/api/v1/orders/" + order.get("order_id").asText());
            }
        }
    }

    @Test
    void shouldAnswerARestingOrderWithAllItsFields() {
        final Answer answer = rest.post(
                "/api/v1/orders",
                "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":10,\"price\":90.50,"
                        + "\"time_in_force\":\"GTC\",\"client_order_id\":\"mine-1\",\"post_only\":false}");

        assertThat(answer.status()).isEqualTo(201);
        final JsonNode order = answer.json();
        assertThat(order.get("order_id").isTextual()).isTrue();
        assertThat(order.get("account").asText()).isEqualTo("1001");
        assertThat(order.get("client_order_id").asText()).isEqualTo("mine-1");
        assertThat(order.get("symbol").asText()).isEqualTo("DEC/USD");
        assertThat(order.get("side").asText()).isEqualTo("buy");
        assertThat(order.get("type").asText()).isEqualTo("limit");
        assertThat(order.get("time_in_force").asText()).isEqualTo("GTC");
        assertThat(order.get("price").asText()).isEqualTo("90.5");
        assertThat(order.get("price").isTextual()).isTrue();
        assertThat(order.get("quantity").asText()).isEqualTo("10");
        assertThat(order.get("status").asText()).isEqualTo("new");
        assertThat(order.get("filled_quantity").asText()).isEqualTo("0");
        assertThat(order.get("remaining_quantity").asText()).isEqualTo("10");
        assertThat(order.get("average_price").isNull()).isTrue();
        assertThat(order.get("fee").asText()).isEqualTo("0");
        assertThat(order.has("cancel_reason")).isFalse();
        assertThat(order.get("fills")).isEmpty();
        assertThat(order.get("sequence").asLong()).isPositive();
        assertThat(order.get("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(read(rest, order)).isEqualTo(withoutSequence(order));
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void shouldTradeBetweenTwoAccountsAndListTheFillsInTheAnswer() {
        final JsonNode sellerBefore = seller.get("/api/v1/account/balance").json();
        final Answer resting = seller.order("sell", "2", "100");
        seller.order("sell", "3", "\"101.25\"");

        final Answer taking = buyer.order("buy", "\"4\"", "102");

        assertThat(taking.status()).isEqualTo(201);
        assertThat(taking.text("status")).isEqualTo("filled");
        assertThat(taking.text("filled_quantity")).isEqualTo("4");
        assertThat(taking.text("remaining_quantity")).isEqualTo("0");
        // (2 x 100 + 2 x 101.25) / 4
        assertThat(taking.text("average_price")).isEqualTo("100.625");
        // 0.2 % of 402.5
        assertThat(taking.text("fee")).isEqualTo("0.805");
        final JsonNode fills = taking.json().get("fills");
        assertThat(fills).hasSize(2);
        assertThat(fills.get(0).get("price").asText()).isEqualTo("100");
        assertThat(fills.get(0).get("quantity").asText()).isEqualTo("2");
        assertThat(fills.get(0).get("fee").asText()).isEqualTo("0.4");
        assertThat(fills.get(0).get("role").asText()).isEqualTo("taker");
        assertThat(fills.get(1).get("price").asText()).isEqualTo("101.25");
        assertThat(fills.get(1).get("trade_id").asLong())
                .isGreaterThan(fills.get(0).get("trade_id").asLong());

        final Answer maker = seller.get("/api/v1/orders/" + resting.text("order_id"));
        assertThat(maker.text("status")).isEqualTo("filled");
        assertThat(maker.json().get("fills").get(0).get("role").asText()).isEqualTo("maker");
        assertThat(maker.json().get("fills").get(0).get("trade_id"))
                .isEqualTo(fills.get(0).get("trade_id"));

        final JsonNode sellerAfter = seller.get("/api/v1/account/balance").json();
        final BigDecimal earned = total(sellerAfter, "USD").subtract(total(sellerBefore, "USD"));
        // 402.5 less 0.1 % maker fee
        assertThat(earned).isEqualByComparingTo("402.0975");
        assertThat(total(sellerBefore, "DEC").subtract(total(sellerAfter, "DEC")))
                .isEqualByComparingTo("4");
        assertThat(balance(sellerAfter, "DEC").get("held").asText()).isEqualTo("1");
    }

    @Test
    void shouldAnswerAnAcceptedThenCancelledOrderWith201() {
        final Answer answer = buyer.post(
                "/api/v1/orders",
                "{\"symbol\":\"dec-usd\",\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"quantity\":1,\"price\":1,"
                        + "\"time_in_force\":\"ioc\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("cancelled");
        assertThat(answer.text("cancel_reason")).isEqualTo("ioc_remainder");
        assertThat(answer.text("remaining_quantity")).isEqualTo("0");
    }

    @Test
    void shouldFillAMarketOrderAndRefuseOneWithoutLiquidity() {
        seller.order("sell", "1", "100");

        final String market = "{\"symbol\":\"DECUSD\",\"side\":\"buy\",\"type\":\"market\",\"quantity\":1}";
        final Answer filled = buyer.post("/api/v1/orders", market);
        final Answer refused = buyer.post("/api/v1/orders", market);

        assertThat(filled.text("status")).isEqualTo("filled");
        assertThat(filled.json().get("price").isNull()).isTrue();
        assertThat(filled.text("protection_price")).isEqualTo("105");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("NO_LIQUIDITY");
    }

    @Test
    void shouldCancelByEitherIdAndSayWhatIsClosed() {
        final String first = buyer.order("buy", "1", "50").text("order_id");
        buyer.post(
                "/api/v1/orders",
                "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,\"price\":51,"
                        + "\"client_order_id\":\"by name\"}");

        final Answer cancelled = buyer.delete("/api/v1/orders/" + first);
        final Answer byName = buyer.delete("/api/v1/orders?client_order_id=by%20name");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("status")).isEqualTo("cancelled");
        assertThat(cancelled.text("cancel_reason")).isEqualTo("user");
        assertThat(byName.text("status")).isEqualTo("cancelled");
        assertThat(buyer.delete("/api/v1/orders/" + first).code()).isEqualTo("ORDER_CLOSED");
        assertThat(buyer.delete("/api/v1/orders/" + first).status()).isEqualTo(409);
        final Answer notMine = seller.delete("/api/v1/orders/" + first);
        assertThat(notMine.status()).isEqualTo(404);
        assertThat(notMine.code()).isEqualTo("UNKNOWN_ORDER");
        assertThat(seller.get("/api/v1/orders/" + first).status()).isEqualTo(404);
        assertThat(buyer.delete("/api/v1/orders/abc").code()).isEqualTo("INVALID_ORDER_ID");
        assertThat(buyer.delete("/api/v1/orders").code()).isEqualTo("MISSING_FIELD");
    }

    @Test
    void shouldAmendPriceAndQuantity() {
        final String id = buyer.order("buy", "5", "50").text("order_id");

        final Answer smaller = buyer.put("/api/v1/orders/" + id, "{\"quantity\":\"3\"}");
        final Answer dearer = buyer.put("/api/v1/orders/" + id, "{\"price\":52.5}");

        assertThat(smaller.status()).isEqualTo(200);
        assertThat(smaller.text("quantity")).isEqualTo("3");
        assertThat(dearer.text("price")).isEqualTo("52.5");
        assertThat(dearer.text("order_id")).isEqualTo(id);
        assertThat(buyer.put("/api/v1/orders/" + id, "{\"price\":52.5}").code()).isEqualTo("NOTHING_TO_AMEND");
        assertThat(buyer.put("/api/v1/orders/" + id, "{}").code()).isEqualTo("NOTHING_TO_AMEND");
        assertThat(buyer.put("/api/v1/orders/" + id, "{\"price\":52.001}").code())
                .isEqualTo("PRICE_NOT_ON_TICK");
        assertThat(buyer.put("/api/v1/orders/999999999", "{\"price\":1}").status())
                .isEqualTo(404);
    }

    @Test
    void shouldListOrdersByStatusSymbolAndPage() {
        final RestClient client = rest.as(1004);
        for (int i = 1; i <= 5; i++) {
            client.order("buy", "1", Integer.toString(i));
        }
        client.post(
                "/api/v1/orders",
                "{\"symbol\":\"ETH-USD\",\"side\":\"sell\",\"type\":\"limit\",\"quantity\":1,\"price\":5000}");
        final JsonNode all = client.get("/api/v1/orders?status=open").json();
        assertThat(all.get("orders")).hasSize(6);

        final String last = all.get("orders").get(1).get("order_id").asText();
        client.delete("/api/v1/orders/" + last);

        assertThat(client.get("/api/v1/orders?status=open").json().get("orders"))
                .hasSize(5);
        final JsonNode closed = client.get("/api/v1/orders?status=closed&symbol=DEC/USD&limit=1")
                .json();
        assertThat(closed.get("orders").get(0).get("order_id").asText()).isEqualTo(last);
        assertThat(client.get("/api/v1/orders?symbol=ETH%2FUSD")
                        .json()
                        .get("orders")
                        .get(0)
                        .get("symbol")
                        .asText())
                .isEqualTo("ETH/USD");
        final JsonNode page =
                client.get("/api/v1/orders?status=open&symbol=DECUSD&limit=3").json();
        assertThat(page.get("orders")).hasSize(3);
        final JsonNode rest = client.get("/api/v1/orders?status=open&symbol=DECUSD&before="
                        + page.get("next_before").asText())
                .json();
        assertThat(rest.get("orders")).hasSize(1);
        assertThat(rest.has("next_before")).isFalse();
        assertThat(client.get("/api/v1/orders?limit=0").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(client.get("/api/v1/orders?status=maybe").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(client.get("/api/v1/orders?symbol=NO/SUCH").status()).isEqualTo(404);
    }

    @Test
    void shouldGiveTheFirstOutcomeAgainUnderTheSameIdempotencyKey() {
        final String key = "retry-" + System.nanoTime();
        final String body = "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,\"price\":40}";
        final RestClient client = buyer.with("Idempotency-Key", key);

        final Answer first = client.post("/api/v1/orders", body);
        buyer.delete("/api/v1/orders/" + first.text("order_id"));
        final Answer again = client.post("/api/v1/orders", body);
        final Answer other = client.post("/api/v1/orders", body.replace("40", "41"));
        final Answer somebodyElse = seller.with("Idempotency-Key", key).post("/api/v1/orders", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("REQUEST_ID_REUSED");
        assertThat(somebodyElse.text("order_id")).isNotEqualTo(first.text("order_id"));
        assertThat(buyer.with("Idempotency-Key", "no spaces please")
                        .post("/api/v1/orders", body)
                        .code())
                .isEqualTo("INVALID_IDEMPOTENCY_KEY");
    }

    @Test
    void shouldNameWhatIsWrongWithAStableCode() {
        final String start = "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",";
        expect(400, "MALFORMED_JSON", "");
        expect(400, "MALFORMED_JSON", "{");
        expect(400, "MALFORMED_JSON", "[]");
        expect(400, "MALFORMED_JSON", "{} {}");
        expect(400, "MALFORMED_JSON", start + "\"quantity\":1,\"quantity\":2,\"price\":1}");
        expect(400, "MALFORMED_JSON", start + "\"quantity\":1,\"price\":" + "1".repeat(50) + "}");
        expect(400, "MISSING_FIELD", "{\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,\"price\":1}");
        expect(400, "MISSING_FIELD", start + "\"price\":1}");
        expect(400, "MISSING_FIELD", start + "\"quantity\":1}");
        expect(400, "UNKNOWN_FIELD", start + "\"quantity\":1,\"pirce\":1}");
        expect(404, "UNKNOWN_SYMBOL", "{\"symbol\":\"ABC\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1}");
        expect(400, "INVALID_SIDE", "{\"symbol\":\"DECUSD\",\"side\":\"long\",\"type\":\"limit\",\"quantity\":1}");
        expect(400, "INVALID_PRICE", start + "\"quantity\":1,\"price\":0}");
        expect(400, "INVALID_PRICE", start + "\"quantity\":1,\"price\":-5}");
        expect(400, "INVALID_PRICE", start + "\"quantity\":1,\"price\":1.123456789}");
        expect(400, "INVALID_PRICE", start + "\"quantity\":1,\"price\":1e999999999}");
        expect(400, "INVALID_PRICE", start + "\"quantity\":1,\"price\":\"1e-999999\"}");
        expect(400, "INVALID_PRICE", start + "\"quantity\":1,\"price\":\"NaN\"}");
        expect(400, "INVALID_QUANTITY", start + "\"quantity\":1e30,\"price\":1}");
        expect(400, "INVALID_QUANTITY", start + "\"quantity\":true,\"price\":1}");
        expect(400, "PRICE_NOT_ON_TICK", start + "\"quantity\":1,\"price\":1.001}");
        expect(400, "QUANTITY_NOT_ON_LOT", start + "\"quantity\":0.001,\"price\":1}");
        expect(400, "QUANTITY_TOO_LARGE", start + "\"quantity\":2000000,\"price\":1}");
        expect(422, "INSUFFICIENT_BALANCE", start + "\"quantity\":500000,\"price\":100}");
        expect(422, "UNSUPPORTED", start + "\"quantity\":1,\"price\":1,\"post_only\":true,\"time_in_force\":\"IOC\"}");
        expect(400, "INVALID_STOP_PRICE", start + "\"quantity\":1,\"price\":1,\"stop_price\":2}");
        expect(
                400,
                "MISSING_FIELD",
                "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"stop_limit\",\"quantity\":1,\"price\":1}");
        expect(400, "INVALID_CLIENT_ORDER_ID", start + "\"quantity\":1,\"price\":1,\"client_order_id\":\"\\u00e9\"}");
        expect(413, "BODY_TOO_LARGE", start + "\"quantity\":1," + " ".repeat(70_000) + "\"price\":1}");
    }

    @Test
    void shouldRefuseASecondOpenOrderOfTheSameClientOrderId() {
        final String body = "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,\"price\":3,"
                + "\"client_order_id\":\"twice\"}";
        assertThat(buyer.post("/api/v1/orders", body).status()).isEqualTo(201);

        final Answer second = buyer.post("/api/v1/orders", body);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("DUPLICATE_CLIENT_ORDER_ID");
        assertThat(buyer.get("/api/v1/orders?client_order_id=twice&status=open")
                        .json()
                        .get("orders"))
                .hasSize(1);
    }

    @Test
    void shouldRefuseOrdersForAHaltedSymbol() {
        Exchange.shared().operate(TestCommands.setInstrumentStatus(4, InstrumentStatus.HALTED));
        try {
            final Answer answer = buyer.post(
                    "/api/v1/orders",
                    "{\"symbol\":\"DEC-BTC\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,\"price\":0.001}");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("INSTRUMENT_HALTED");
        } finally {
            Exchange.shared().operate(TestCommands.setInstrumentStatus(4, InstrumentStatus.OPEN));
        }
    }

    @Test
    void shouldReadOwnWritesHereAndWaitForASequenceElsewhere() {
        try (EdgeGateway other = Exchange.shared().gateway(ctx -> ctx.limits().readWait(Duration.ofMillis(300)))) {
            final RestClient elsewhere = new RestClient(other.restPort()).as(1003);
            awaitReady(elsewhere);
            for (int i = 0; i < 20; i++) {
                final Answer placed = buyer.order("buy", "1", "7");
                final long sequence = placed.json().get("sequence").asLong();
                final String path = "/api/v1/orders/" + placed.text("order_id");

                assertThat(buyer.get(path).status()).isEqualTo(200);
                assertThat(buyer.get("/api/v1/account/balance")
                                .json()
                                .get("sequence")
                                .asLong())
                        .isGreaterThanOrEqualTo(sequence);
                final Answer there = elsewhere.get(path + "?min_sequence=" + sequence);
                assertThat(there.status()).isIn(200, 503);
                if (there.status() == 200) {
                    assertThat(withoutSequence(there.json())).isEqualTo(withoutSequence(placed.json()));
                }
            }
            final Answer future = elsewhere.get("/api/v1/account/balance?min_sequence=999999999");
            assertThat(future.status()).isEqualTo(503);
            assertThat(future.code()).isEqualTo("SEQUENCE_NOT_REACHED");
            assertThat(future.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void shouldTellAboutTheAccount() {
        final RestClient client = rest.as(1004);
        client.order("sell", "2", "200");

        final JsonNode balance = client.get("/api/v1/account/balance").json();
        assertThat(balance.get("account").asText()).isEqualTo("1004");
        assertThat(balance(balance, "DEC").get("available").asText()).isEqualTo("9998");
        assertThat(balance(balance, "DEC").get("held").asText()).isEqualTo("2");
        assertThat(balance(balance, "DEC").get("total").asText()).isEqualTo("10000");

        final JsonNode positions =
                client.get("/api/v1/account/positions").json().get("positions");
        assertThat(positions).hasSize(3);
        assertThat(positions.get(0).get("asset").asText()).isEqualTo("DEC");
        assertThat(positions.get(0).get("quantity").asText()).isEqualTo("10000");

        final JsonNode info = client.get("/api/v1/account/info").json();
        assertThat(info.get("status").asText()).isEqualTo("active");
        assertThat(info.get("maker_rate").asText()).isEqualTo("0.001");
        assertThat(info.get("taker_rate").asText()).isEqualTo("0.002");

        final JsonNode risk = client.get("/api/v1/account/risk").json();
        assertThat(risk.get("open_orders").asInt()).isEqualTo(1);
        assertThat(risk.get("open_quantity").get(0).get("sell").asText()).isEqualTo("2");
        assertThat(rest.as(1050).get("/api/v1/account/balance").code()).isEqualTo("UNKNOWN_ACCOUNT");
    }

    @Test
    void shouldCountRequestsByOutcome() {
        buyer.order("buy", "1", "2");
        buyer.order("buy", "500000", "100");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            final Answer metrics = rest.get("/metrics");
            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.header("Content-Type")).startsWith("text/plain");
            assertThat(metrics.response().body())
                    .contains(
                            "exchange_gateway_requests_total{component=\"gateway\",method=\"POST\",status=\"201\"}",
                            "exchange_gateway_requests_total{component=\"gateway\",method=\"POST\",status=\"422\"}",
                            "exchange_gateway_request_seconds_count{component=\"gateway\",method=\"GET\"}",
                            "exchange_gateway_accepting_orders{component=\"gateway\"} 1.0",
                            "exchange_gateway_component_up{component=\"gateway\",dependency=\"cluster\"} 1.0",
                            "exchange_gateway_members_up{component=\"gateway\"} 1.0",
                            "jvm_memory_used_bytes");
        });
    }

    @Test
    void shouldServeMarketDataUnderEveryPathAndSpelling() {
        seller.order("sell", "2", "300");
        buyer.order("buy", "1", "299");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (final String path : new String[] {
                "/api/v1/market/DEC-USD/orderbook",
                "/api/v1/market/DEC%2FUSD/orderbook",
                "/api/v1/market/DEC/USD/orderbook",
                "/api/v1/market/decusd/orderbook?depth=5",
                "/api/v1/market/orderbook/DEC-USD",
                "/api/v1/market/orderbook/DEC%2FUSD",
                "/api/v1/market/orderbook/DEC/USD"
            }) {
                final Answer book = rest.get(path);
                assertThat(book.status()).as(path).isEqualTo(200);
                assertThat(book.text("symbol")).isEqualTo("DEC/USD");
                assertThat(book.json().get("bids").toString()).as(path).isEqualTo("[[\"299\",\"1\"]]");
                assertThat(book.json().get("asks").toString()).as(path).isEqualTo("[[\"300\",\"2\"]]");
                assertThat(book.json().get("sequence").asLong()).isPositive();
            }
        });
        buyer.order("buy", "1", "300");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            final JsonNode trades =
                    rest.get("/api/v1/market/DEC-USD/trades?limit=1").json().get("trades");
            assertThat(trades).hasSize(1);
            assertThat(trades.get(0).get("price").asText()).isEqualTo("300");
            assertThat(trades.get(0).get("side").asText()).isEqualTo("buy");
            final JsonNode ticker = rest.get("/api/v1/market/ticker/DEC-USD").json();
            assertThat(ticker.get("last_price").asText()).isEqualTo("300");
            assertThat(ticker.get("bid").asText()).isEqualTo("299");
        });
        final JsonNode symbols = rest.get("/api/v1/market/symbols").json().get("symbols");
        assertThat(symbols).hasSize(4);
        assertThat(symbols.get(0).get("symbol").asText()).isEqualTo("DEC/USD");
        assertThat(symbols.get(0).get("tick_size").asText()).isEqualTo("0.01");
        assertThat(rest.get("/api/v1/market/XXX-USD/ticker").code()).isEqualTo("UNKNOWN_SYMBOL");
        assertThat(rest.get("/api/v1/market/DEC-USD/orderbook?depth=0").code()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void shouldAnswerUnknownPathsMethodsAndOriginsInJson() {
        assertThat(rest.get("/api/v1/nothing").code()).isEqualTo("NOT_FOUND");
        assertThat(rest.post("/health", "{}").code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(rest.with("Origin", "http://evil.example")
                        .get("/api/v1/account/balance")
                        .code())
                .isEqualTo("ORIGIN_NOT_ALLOWED");
        final Answer echoed = rest.with("X-Request-Id", "abc-1").get("/api/v1/nothing");
        assertThat(echoed.header("X-Request-Id")).isEqualTo("abc-1");
        assertThat(echoed.json().get("error").get("request_id").asText()).isEqualTo("abc-1");
    }

    private void expect(final int status, final String code, final String body) {
        final Answer answer = buyer.post("/api/v1/orders", body);
        assertThat(answer.code()).as(body).isEqualTo(code);
        assertThat(answer.status()).as(body).isEqualTo(status);
        assertThat(answer.json().get("error").get("message").asText()).isNotBlank();
        assertThat(answer.json().get("error").get("request_id").asText()).isEqualTo(answer.header("X-Request-Id"));
    }

    private static JsonNode read(final RestClient client, final JsonNode order) {
        return withoutSequence(
                client.get("/api/v1/orders/" + order.get("order_id").asText()).json());
    }

    /** An order's own last event is not the last of the command that placed it. */
    private static JsonNode withoutSequence(final JsonNode order) {
        return ((ObjectNode) order.deepCopy()).without("sequence");
    }

    private static JsonNode balance(final JsonNode balances, final String asset) {
        for (final JsonNode balance : balances.get("balances")) {
            if (asset.equals(balance.get("asset").asText())) {
                return balance;
            }
        }
        throw new AssertionError("no " + asset + " in " + balances);
    }

    private static BigDecimal total(final JsonNode balances, final String asset) {
        return new BigDecimal(balance(balances, asset).get("total").asText());
    }
}
