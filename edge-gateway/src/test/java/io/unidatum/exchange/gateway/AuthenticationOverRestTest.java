package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.gateway.RestClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** API keys and signatures on a gateway that is not in development mode. */
class AuthenticationOverRestTest {
    private static final long ACCOUNT = 1005;
    private static final String BODY =
            "{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":1,\"price\":5}";
    private static final String ORDERS = "/api/v1/orders";
    private static final String BALANCE = "/api/v1/account/balance";

    private static EdgeGateway gateway;
    private static RestClient rest;
    private static long trader;

    @BeforeAll
    static void start() {
        trader = Exchange.shared().createApiKey(ACCOUNT, true, true);
        gateway = Exchange.shared().gateway(ctx -> ctx.testAccounts(false));
        rest = new RestClient(gateway.restPort());
        OrdersOverRestTest.awaitReady(rest);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rest.signed(trader, "GET", BALANCE, null, null).status() == 200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void shouldCarryOutASignedOrderForTheKeysAccount() {
        final Answer placed = rest.signed(trader, "POST", ORDERS, BODY, null);

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.text("account")).isEqualTo(Long.toString(ACCOUNT));
        final String path = ORDERS + "/" + placed.text("order_id") + "?min_sequence=1";
        assertThat(rest.signed(trader, "GET", path, null, null).text("status")).isEqualTo("new");
        final JsonNode info =
                rest.signed(trader, "GET", "/api/v1/account/info", null, null).json();
        assertThat(info.get("api_key").get("id").asText()).isEqualTo(Long.toString(trader));
        assertThat(info.get("api_key").get("permissions").toString()).isEqualTo("[\"read\",\"trade\"]");
    }

    @Test
    void shouldNotCarryOutTheSameSignedRequestTwice() {
        final String timestamp = Long.toString(System.currentTimeMillis());

        final Answer first = rest.signed(trader, timestamp, "POST", ORDERS, BODY, null);
        final Answer replay = rest.signed(trader, timestamp, "POST", ORDERS, BODY, null);

        assertThat(first.status()).isEqualTo(201);
        assertThat(replay.text("order_id")).isEqualTo(first.text("order_id"));
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void shouldSignTheIdempotencyKeyToo() {
        final String timestamp = Long.toString(System.currentTimeMillis());
        final String signature = RestClient.signature(trader, 1, timestamp, "POST", ORDERS, BODY, null);
        final RestClient overheard = rest.with("X-API-Key", Long.toString(trader))
                .with("X-Timestamp", timestamp)
                .with("X-Signature", signature);

        assertThat(overheard.with("Idempotency-Key", "added").post(ORDERS, BODY).code())
                .isEqualTo("INVALID_SIGNATURE");

        final Answer first = rest.signed(trader, "POST", ORDERS, BODY, "signed-key");
        final Answer again = rest.signed(trader, "POST", ORDERS, BODY, "signed-key");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.text("order_id")).isEqualTo(first.text("order_id"));
    }

    @Test
    void shouldRefuseWhatIsNotProperlySigned() {
        final String now = Long.toString(System.currentTimeMillis());
        final String good = RestClient.signature(trader, 1, now, "GET", BALANCE, null, null);
        final RestClient keyed = rest.with("X-API-Key", Long.toString(trader)).with("X-Timestamp", now);

        expect("MISSING_CREDENTIALS", rest.get(BALANCE));
        expect("MISSING_CREDENTIALS", rest.as(1001).get(BALANCE));
        expect("MISSING_CREDENTIALS", rest.post(ORDERS, BODY));
        expect("MISSING_CREDENTIALS", keyed.get(BALANCE));
        expect("INVALID_SIGNATURE", keyed.with("X-Signature", "00").get(BALANCE));
        expect("INVALID_SIGNATURE", keyed.with("X-Signature", "zz".repeat(32)).get(BALANCE));
        expect("INVALID_SIGNATURE", keyed.with("X-Signature", "00".repeat(32)).get(BALANCE));
        expect("INVALID_SIGNATURE", keyed.with("X-Signature", good).get(BALANCE + "?min_sequence=1"));
        expect("INVALID_SIGNATURE", keyed.with("X-Signature", good).get("/api/v1/account/positions"));
        expect("INVALID_SIGNATURE", keyed.with("X-Signature", good).send("GET", BALANCE, "body"));
        assertThat(keyed.with("X-Signature", good).get(BALANCE).status()).isEqualTo(200);

        final String old = Long.toString(System.currentTimeMillis() - 11_000);
        final String early = Long.toString(System.currentTimeMillis() + 12_000);
        expect("STALE_TIMESTAMP", rest.signed(trader, old, "GET", BALANCE, null, null));
        expect("STALE_TIMESTAMP", rest.signed(trader, early, "GET", BALANCE, null, null));
        expect("INVALID_API_KEY", rest.signed(12_345, "GET", BALANCE, null, null));
        expect("INVALID_CREDENTIALS", rest.signed(trader, "soon", "GET", BALANCE, null, null));
    }

    @Test
    void shouldKeepReadersFromTradingAndFollowKeysThatChange() {
        final long reader = Exchange.shared().createApiKey(ACCOUNT, false, true);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rest.signed(reader, "GET", BALANCE, null, null).status() == 200);
        final Answer refused = rest.signed(reader, "POST", ORDERS, BODY, null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("NOT_PERMITTED");

        Exchange.shared().setApiKey(ACCOUNT, reader, 2, false, true);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        rest.signed(reader, "GET", BALANCE, null, null).code().equals("INVALID_SIGNATURE"));
        Exchange.shared().setApiKey(ACCOUNT, reader, 2, false, false);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        rest.signed(reader, "GET", BALANCE, null, null).code().equals("INVALID_API_KEY"));
    }

    @Test
    void shouldServeMarketDataAndHealthToEverybody() {
        assertThat(rest.get("/api/v1/market/symbols").status()).isEqualTo(200);
        assertThat(rest.get("/health").json().get("development_mode").asBoolean())
                .isFalse();
        assertThat(rest.get("/health").json().has("warning")).isFalse();
    }

    private static void expect(final String code, final Answer answer) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(401);
    }
}
