package io.unidatum.exchange.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.gateway.RestClient.Answer;
import io.unidatum.exchange.node.FreePorts;
import io.unidatum.exchange.runtime.JsonAnswer;
import io.unidatum.exchange.runtime.JsonRequest;
import io.unidatum.exchange.runtime.StatusServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deposits, withdrawals and proofs as the gateway asks the ledger adapter for them, which is what it would answer. */
class FundsOverRestTest {
    private static final String ADDRESS = "DEC4dc74d361ff245706ca27106e0e28e8ef3da2dbd";
    private static EdgeGateway gateway;
    private static RestClient rest;
    private static int ledgerPort;

    private final AtomicReference<JsonRequest> asked = new AtomicReference<>();
    private StatusServer ledger;

    @BeforeAll
    static void start() {
        ledgerPort = FreePorts.basePort(1);
        gateway = Exchange.shared().gateway(ctx -> {
            ctx.neighbours().ledgerStatusUrl("http://127.0.0.1:" + ledgerPort + "/health");
            ctx.limits().readWait(Duration.ofMillis(500));
        });
        rest = new RestClient(gateway.restPort());
        OrdersOverRestTest.awaitReady(rest);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void startLedger() throws IOException {
        ledger = launch();
    }

    @AfterEach
    void stopLedger() {
        ledger.close();
    }

    @Test
    void shouldListWithdrawalsWithTheCallersFilters() {
        serve(
                "/internal/withdrawals",
                Map.of("withdrawals", List.of(withdrawal("7"), withdrawal("5")), "sequence", 1_000_000));

        final Answer answer =
                rest.as(1003).get("/api/v1/account/withdrawals?asset=dec&status=pending&limit=2&before=9");

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        assertThat(answer.text("account")).isEqualTo("1003");
        assertThat(answer.json().get("withdrawals")).hasSize(2);
        assertThat(answer.json().at("/withdrawals/0/withdrawal_id").asText()).isEqualTo("7");
        assertThat(answer.text("next_before")).isEqualTo("5");
        assertThat(asked.get().query())
                .containsEntry("account", "1003")
                .containsEntry("asset", "DEC")
                .containsEntry("status", "pending")
                .containsEntry("limit", "2")
                .containsEntry("before", "9");
        assertThat(rest.get("/api/v1/account/withdrawals?status=lost").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(rest.get("/api/v1/account/withdrawals?limit=501").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(rest.get("/api/v1/account/withdrawals?asset=XYZ").code()).isEqualTo("UNKNOWN_ASSET");
    }

    @Test
    void shouldShowOneWithdrawalOfTheCaller() {
        serve("/internal/withdrawals", Map.of("withdrawals", List.of(withdrawal("7")), "sequence", 1_000_000));

        final Answer answer = rest.as(1003).get("/api/v1/account/withdrawals/7");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("withdrawal_id")).isEqualTo("7");
        assertThat(answer.text("status")).isEqualTo("pending");
        assertThat(asked.get().path()).isEqualTo("7");
        assertThat(asked.get().text("account")).isEqualTo("1003");
        assertThat(rest.get("/api/v1/account/withdrawals/x").code()).isEqualTo("INVALID_WITHDRAWAL_ID");
    }

    @Test
    void shouldSayWhenThereIsNoSuchWithdrawal() {
        ledger.serve(
                "/internal/withdrawals",
                request -> JsonAnswer.error(404, "UNKNOWN_WITHDRAWAL", "the account has no withdrawal 8"));

        final Answer answer = rest.get("/api/v1/account/withdrawals/8");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("UNKNOWN_WITHDRAWAL");
    }

    @Test
    void shouldListDepositsAndGiveAnAddress() {
        serve(
                "/internal/deposits",
                Map.of(
                        "deposits",
                        List.of(Map.of("transaction_id", "ab", "asset", "DEC", "amount", "1.5", "status", "credited")),
                        "sequence",
                        1_000_000));
        serve("/internal/deposit-address", Map.of("account", "1003", "asset", "DEC", "address", ADDRESS));

        assertThat(rest.as(1003)
                        .get("/api/v1/account/deposits")
                        .json()
                        .at("/deposits/0/amount")
                        .asText())
                .isEqualTo("1.5");
        assertThat(rest.get("/api/v1/account/deposits?before=7").code()).isEqualTo("INVALID_PARAMETER");
        final Answer address = rest.as(1003).get("/api/v1/account/deposit-address?asset=DEC");

        assertThat(address.status()).isEqualTo(200);
        assertThat(address.text("address")).isEqualTo(ADDRESS);
        assertThat(asked.get().text("account")).isEqualTo("1003");
        assertThat(rest.get("/api/v1/account/deposit-address").code()).isEqualTo("MISSING_FIELD");
        assertThat(rest.get("/api/v1/account/deposit-address?asset=USD").code()).isEqualTo("DEPOSITS_DISABLED");
        assertThat(rest.as(1050)
                        .get("/api/v1/account/deposit-address?asset=DEC")
                        .code())
                .isEqualTo("UNKNOWN_ACCOUNT");
    }

    @Test
    void shouldProveATradeToThoseWhoMadeItOnly() {
        serve(
                "/internal/settlement/trades",
                Map.of("trade_id", "3", "maker_account", "1002", "taker_account", "1003", "state", "confirmed"));

        final Answer maker = rest.as(1002).get("/api/v1/settlement/trades/3");
        final Answer taker = rest.as(1003).get("/api/v1/settlement/trades/3");
        final Answer other = rest.as(1004).get("/api/v1/settlement/trades/3");

        assertThat(maker.text("role")).isEqualTo("maker");
        assertThat(taker.text("role")).isEqualTo("taker");
        assertThat(taker.text("state")).isEqualTo("confirmed");
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.code()).isEqualTo("UNKNOWN_TRADE");
        assertThat(rest.get("/api/v1/settlement/trades/0").code()).isEqualTo("INVALID_TRADE_ID");
    }

    @Test
    void shouldAnswer503WithinBoundedTimeWhileTheLedgerIsAwayOrHangs() {
        ledger.close();
        expectUnavailable("/api/v1/account/withdrawals");
        expectUnavailable("/api/v1/account/withdrawals/1");
        expectUnavailable("/api/v1/account/deposits");
        expectUnavailable("/api/v1/account/deposit-address?asset=DEC");
        expectUnavailable("/api/v1/settlement/trades/1");
        assertThat(rest.get("/api/v1/account/balance").status())
                .as("the rest goes on")
                .isEqualTo(200);
    }

    @Test
    void shouldAnswer503WithinBoundedTimeWhileTheLedgerHangs() {
        final CountDownLatch release = new CountDownLatch(1);
        ledger.serve("/internal/deposits", request -> {
            release.await();
            return JsonAnswer.ok(Map.of());
        });
        try {
            expectUnavailable("/api/v1/account/deposits");
        } finally {
            release.countDown();
        }
    }

    @Test
    void shouldWaitUntilTheLedgerHasWhatTheCallerWasTold() throws IOException {
        final AtomicInteger questions = new AtomicInteger();
        ledger.serve(
                "/internal/withdrawals",
                request -> JsonAnswer.ok(Map.of(
                        "withdrawals",
                        List.of(withdrawal("7")),
                        "sequence",
                        request.number("min_sequence", 0, 0, Long.MAX_VALUE)
                                - (questions.incrementAndGet() < 3 ? 1 : 0))));

        assertThat(rest.get("/api/v1/account/withdrawals?min_sequence=500").status())
                .isEqualTo(200);
        assertThat(questions.get()).isEqualTo(3);

        ledger.close();
        ledger = launch();
        ledger.serve("/internal/withdrawals", request -> JsonAnswer.error(503, "NOT_YET", "not there yet"));
        final Answer late = rest.get("/api/v1/account/withdrawals?min_sequence=500");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.code()).isEqualTo("SEQUENCE_NOT_REACHED");
        assertThat(late.header("Retry-After")).isNotNull();
    }

    @Test
    void shouldTellWhatCanBeWithdrawn() {
        final JsonNode assets = rest.get("/api/v1/market/assets").json().get("assets");

        assertThat(assets).hasSize(4);
        assertThat(assets.findValuesAsText("asset")).contains("DEC", "USD", "BTC", "ETH");
        assertThat(assets.get(0).at("/withdrawals").has("enabled")).isTrue();
    }

    private static StatusServer launch() throws IOException {
        return StatusServer.launch("127.0.0.1", ledgerPort, "ledger-adapter", () -> Map.of("status", "UP"));
    }

    private void expectUnavailable(final String path) {
        final long start = System.nanoTime();
        final Answer answer = rest.get(path);
        assertThat(answer.status()).as(path).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("LEDGER_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    private void serve(final String path, final Map<String, Object> body) {
        ledger.serve(path, request -> {
            asked.set(request);
            return JsonAnswer.ok(body);
        });
    }

    private static Map<String, Object> withdrawal(final String id) {
        return Map.of(
                "withdrawal_id",
                id,
                "asset",
                "DEC",
                "amount",
                "2",
                "fee",
                "0.01",
                "address",
                ADDRESS,
                "status",
                "pending",
                "requested_at",
                "2026-01-31T12:00:00.123456Z");
    }
}
