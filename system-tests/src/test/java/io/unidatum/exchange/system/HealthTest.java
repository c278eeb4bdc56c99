package io.unidatum.exchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import io.unidatum.exchange.drills.exchange.Trader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /health} names whatever was killed within 5 s, and clears within 10 s of its return. */
class HealthTest {
    private static final Duration NAMED_WITHIN = Duration.ofSeconds(5);
    private static final Duration CLEARED_WITHIN = Duration.ofSeconds(10);
    private static final Duration RESTART_WITHIN = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldNameWhatWasKilledAndClearAfterItsReturn() {
        // Long enough before the launcher starts it again that the loss must be seen.
        try (RunningExchange exchange =
                new RunningExchange(Launcher.FILE, folder.resolve("data"), Map.of("RESTART_BACKOFF_S", "7"))) {
            exchange.start();
            Await.until("healthy", RESTART_WITHIN, () -> isHealthy(exchange));

            killAndWatch(exchange, "redis", "redis", true);
            killAndWatch(exchange, "market-data", "market_data", true);
            killAndWatch(exchange, "decoin-devnet", "decoin", true);
            killAndWatch(exchange, "ledger", "ledger", true);
            killAndWatch(exchange, "postgres", "postgres", true);
            killAndWatch(exchange, "node-1", "cluster", true);
            final String leader = "node-"
                    + exchange.health()
                            .path("components")
                            .path("cluster")
                            .path("leader")
                            .asText();
            killAndWatch(exchange, leader, "cluster", true);
        }
    }

    @Test
    void shouldRefuseOrdersWithAReasonWhileThereIsNoMajority() {
        try (RunningExchange exchange =
                new RunningExchange(Launcher.FILE, folder.resolve("data"), Map.of("RESTART_BACKOFF_S", "25"))) {
            exchange.start();
            exchange.kill("node-0");
            exchange.kill("node-1");
            Await.until(
                    "health says that orders are not accepted",
                    NAMED_WITHIN.plusSeconds(5),
                    () -> !exchange.health().path("accepting_orders").asBoolean(true));
            // An order of the first seconds waits for a new leader, and may have been sent: 504, in doubt. Then it is
            // 503.
            Await.until("orders are refused with 503", NAMED_WITHIN.plusSeconds(15), () -> {
                final Trader.Answer answer = exchange.trader(1001).place(Trader.limit("DEC/USD", "buy", "1", "1"));
                assertThat(answer.status()).as(answer.toString()).isIn(503, 504);
                return answer.status() == 503 && answer.errorCode().equals("NO_LEADER");
            });

            Await.until("healthy again", RESTART_WITHIN, () -> isHealthy(exchange));
            assertThat(exchange.trader(1001)
                            .place(Trader.limit("DEC/USD", "buy", "1", "1"))
                            .status())
                    .isEqualTo(201);
        }
    }

    private static void killAndWatch(
            final RunningExchange exchange,
            final String process,
            final String component,
            final boolean gatewayAnswers) {
        final long oldPid = exchange.pid(process);
        exchange.kill(process);
        Await.until("/health names " + component + " after the loss of " + process, NAMED_WITHIN, () -> {
            final JsonNode health = exchange.health();
            return gatewayAnswers
                    && !"healthy".equals(health.path("status").asText("healthy"))
                    && !isUp(health.path("components").path(component));
        });
        Await.until(process + " is started again", RESTART_WITHIN, () -> exchange.isRestarted(process, oldPid));
        Await.until("/health clears after the return of " + process, CLEARED_WITHIN, () -> isHealthy(exchange));
    }

    private static boolean isUp(final JsonNode component) {
        return "UP".equals(component.path("status").asText());
    }

    private static boolean isHealthy(final RunningExchange exchange) {
        return "healthy".equals(exchange.health().path("status").asText());
    }
}
