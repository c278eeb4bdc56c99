package io.unidatum.exchange.ledger.funds;

import static io.unidatum.exchange.ledger.funds.FundsHarness.DEC;
import static io.unidatum.exchange.ledger.funds.FundsHarness.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.runtime.StatusServer;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The internal endpoints over real sockets. */
class FundsEndpointsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private FundsHarness harness;
    private StatusServer server;

    @BeforeEach
    void launch() throws Exception {
        harness = new FundsHarness();
        harness.exchange().book(FIRST, 100 * DEC);
        harness.start();
        server = StatusServer.launch("127.0.0.1", 0, "ledger-adapter", () -> Map.of("status", "UP"));
        harness.funds().serve(server);
    }

    @AfterEach
    void close() {
        server.close();
        harness.close();
    }

    @Test
    void shouldHandOutOneAddressForEachAccount() throws Exception {
        final JsonNode answer = ok("/internal/deposit-address?account=" + FIRST);
        assertThat(answer.path("account").asText()).isEqualTo("1001");
        assertThat(answer.path("asset").asText()).isEqualTo("DEC");
        final String address = answer.path("address").asText();
        assertThat(DecoinAddress.isValid(address)).isTrue();
        assertThat(ok("/internal/deposit-address?account=" + FIRST)).isEqualTo(answer);
        assertThat(harness.depositAddress(FIRST)).isEqualTo(address);
        assertThat(ok("/internal/deposit-address?account=" + (FIRST + 1))
                        .path("address")
                        .asText())
                .isNotEqualTo(address);
        assertThat(code(404, "/internal/deposit-address?account=5000")).isEqualTo("UNKNOWN_ACCOUNT");
        for (final String wrong : new String[] {"", "?account=", "?account=3", "?account=-1", "?account=2147483648"}) {
            assertThat(code(400, "/internal/deposit-address" + wrong)).isEqualTo("INVALID_PARAMETER");
        }
    }

    @Test
    void shouldTellDepositsNewestFirstPageByPage() throws Exception {
        final String address = harness.depositAddress(FIRST);
        for (int i = 1; i <= 5; i++) {
            harness.pay(address, i * DEC);
            final int count = i;
            harness.runUntil(
                    "credited",
                    () -> harness.number("SELECT count(*) FROM chain_deposits WHERE state = 'credited'") == count);
        }
        final JsonNode first =
                ok("/internal/deposits?account=" + FIRST + "&limit=3").path("deposits");
        assertThat(first).hasSize(3);
        final JsonNode newest = first.get(0);
        assertThat(newest.path("amount").asText()).isEqualTo("5");
        assertThat(newest.path("asset").asText()).isEqualTo("DEC");
        assertThat(newest.path("address").asText()).isEqualTo(address);
        assertThat(newest.path("status").asText()).isEqualTo("credited");
        assertThat(newest.path("required_confirmations").asInt()).isEqualTo(1);
        assertThat(newest.path("confirmations").asInt()).isPositive();
        assertThat(newest.path("sequence").asLong()).isPositive();
        assertThat(newest.path("seen_at").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        final JsonNode second = ok("/internal/deposits?account=" + FIRST + "&limit=3&before="
                        + first.get(2).path("transaction_id").asText())
                .path("deposits");
        assertThat(second).hasSize(2);
        assertThat(second.get(1).path("amount").asText()).isEqualTo("1");
        assertThat(ok("/internal/deposits?account=" + (FIRST + 1)).path("deposits"))
                .isEmpty();
        assertThat(code(400, "/internal/deposits?account=1001&limit=1001")).isEqualTo("INVALID_PARAMETER");
        assertThat(code(400, "/internal/deposits?account=1001&before=xyz")).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void shouldTellWithdrawalsWithTheirStates() throws Exception {
        final String address = harness.outsider();
        final long paid = harness.exchange().requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, 7, address);
        final long failed = harness.exchange().requestWithdrawal(FIRST, ScriptedExchange.DEC, DEC, 7, "nowhere");
        harness.exchange().requestWithdrawal(FIRST, ScriptedExchange.USD, DEC, 7, "bank");
        harness.runUntil("ended", () -> harness.number("SELECT count(*) FROM withdrawals WHERE state <> 1") == 2);
        final JsonNode all = ok("/internal/withdrawals?account=" + FIRST);
        assertThat(all.path("sequence").asLong()).isEqualTo(harness.exchange().sequence());
        assertThat(all.path("withdrawals").findValuesAsText("status"))
                .containsExactly("pending", "failed", "completed");
        final JsonNode one = ok("/internal/withdrawals/" + paid + "?account=" + FIRST)
                .path("withdrawals")
                .get(0);
        assertThat(one.path("withdrawal_id").asText()).isEqualTo(String.valueOf(paid));
        assertThat(one.path("amount").asText()).isEqualTo("10");
        assertThat(one.path("fee").asText()).isEqualTo("0.00000007");
        assertThat(one.path("address").asText()).isEqualTo(address);
        assertThat(one.path("transaction_id").asText())
                .isEqualTo(harness.text("SELECT tx_id FROM settlement_transfers WHERE withdrawal_id = " + paid));
        assertThat(one.path("ended_at").isNull()).isFalse();
        assertThat(ids("&status=failed")).isEqualTo("[" + failed + "]");
        assertThat(ids("&asset=USD")).isEqualTo("[3]");
        assertThat(ids("&before=" + failed)).isEqualTo("[" + paid + "]");
        assertThat(ids("&limit=1")).isEqualTo("[3]");
        assertThat(code(404, "/internal/withdrawals/" + paid + "?account=" + (FIRST + 1)))
                .as("another's")
                .isEqualTo("UNKNOWN_WITHDRAWAL");
        assertThat(code(404, "/internal/withdrawals/" + Long.MAX_VALUE + "?account=" + FIRST))
                .isEqualTo("UNKNOWN_WITHDRAWAL");
        assertThat(code(400, "/internal/withdrawals?account=1001&status=lost")).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void shouldWaitForASequenceForABoundedTime() throws Exception {
        assertThat(code(503, "/internal/withdrawals?account=1001&min_sequence=100"))
                .isEqualTo("NOT_YET");
        final Thread writer = new Thread(() -> {
            for (int sequence = 95; sequence <= 100; sequence++) {
                harness.funds().onCommitted(sequence);
            }
        });
        writer.start();
        assertThat(ok("/internal/withdrawals?account=1001&min_sequence=100").path("withdrawals"))
                .isEmpty();
        writer.join();
    }

    @Test
    void shouldAnswerWhateverIsAsked() throws Exception {
        final Random random = new Random(11);
        final String[] paths = {
            "/internal/deposit-address", "/internal/deposits", "/internal/withdrawals", "/internal/withdrawals/",
            "/internal/withdrawals/1", "/internal/depositsX", "/internal/withdrawals/1/2", "/internal/deposits/x"
        };
        final String[] names = {"account", "limit", "before", "asset", "status", "min_sequence", "x", ""};
        final String[] values = {
            "1001",
            "-1",
            "0",
            "9223372036854775807",
            "9223372036854775808",
            "1e3",
            "0x10",
            "' OR 1=1 --",
            "\u0000",
            "\ud83d\ude00",
            "DEC",
            "pending",
            "",
            "a".repeat(300),
            "%",
            "1001 ",
            "+1001",
            "١"
        };
        for (int i = 0; i < 400; i++) {
            final StringBuilder path = new StringBuilder(paths[random.nextInt(paths.length)]);
            path.append('?');
            if (random.nextInt(3) > 0) {
                path.append("account=1001&");
            }
            for (int n = random.nextInt(4); n > 0; n--) {
                path.append(names[random.nextInt(names.length)])
                        .append(random.nextInt(10) > 0 ? "=" : "")
                        .append(URLEncoder.encode(values[random.nextInt(values.length)], StandardCharsets.UTF_8))
                        .append('&');
            }
            final HttpResponse<String> answer = get(path.toString());
            assertThat(answer.statusCode()).as(path.toString()).isIn(200, 400, 404, 503);
            assertThat(MAPPER.readTree(answer.body()).isObject()).isTrue();
            if (answer.statusCode() == 503) {
                assertThat(answer.body()).as(path.toString()).contains("NOT_YET");
            }
        }
        assertThat(harness.number("SELECT count(*) FROM withdrawals")).isZero();
    }

    @Test
    void shouldLiveOnAfterRequestsThatAreNone() throws Exception {
        final Random random = new Random(12);
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                final byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                final OutputStream out = socket.getOutputStream();
                out.write("GET /internal/deposits?account=%zz HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(noise);
                out.flush();
            }
        }
        assertThat(ok("/internal/deposits?account=" + FIRST).path("deposits")).isEmpty();
    }

    private String ids(final String filter) throws Exception {
        return ok("/internal/withdrawals?account=" + FIRST + filter)
                .path("withdrawals")
                .findValuesAsText("withdrawal_id")
                .toString();
    }

    private JsonNode ok(final String path) throws Exception {
        final HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private String code(final int status, final String path) throws Exception {
        final HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return MAPPER.readTree(answer.body()).path("error").path("code").asText();
    }

    private HttpResponse<String> get(final String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
