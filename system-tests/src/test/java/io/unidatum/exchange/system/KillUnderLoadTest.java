package io.unidatum.exchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.Database;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import io.unidatum.exchange.drills.judge.OrderJudge;
import io.unidatum.exchange.drills.judge.Verdict;
import io.unidatum.exchange.drills.load.OrderLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of every process in turn, and of all three nodes at once, while 20 accounts trade at 250 orders a second.
 * Then every acknowledged order, cancel and trade must be there exactly once, and all nodes must agree.
 */
class KillUnderLoadTest {
    private static final int FIRST_ACCOUNT = 1001;
    private static final int ACCOUNTS = 20;
    private static final int ORDERS_PER_SECOND = 250;
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int ORDERS_BETWEEN_KILLS = 300;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseAndDoubleNothingThatWasAcknowledged() throws Exception {
        try (RunningExchange exchange =
                        new RunningExchange(Launcher.FILE, folder.resolve("data"), Map.of("RESTART_BACKOFF_S", "1"));
                OrderLoad load = startUnderLoad(exchange)) {
            awaitMoreOrders(load);
            for (final String victim : List.of(
                    "market-data",
                    "ledger",
                    "redis",
                    "postgres",
                    "decoin-devnet",
                    "gateway",
                    "node-0",
                    "node-1",
                    "node-2")) {
                killAndAwaitRecovery(exchange, load, List.of(victim));
            }
            exchange.run(0, "admin", "snapshot");
            awaitMoreOrders(load);
            killAndAwaitRecovery(exchange, load, RunningExchange.NODES);

            load.stop();
            Await.until("all requests are answered", RECOVERY, () -> load.inFlight() == 0);
            assertThat(load.acknowledged()).as(load.summary()).hasSizeGreaterThan(10 * ORDERS_BETWEEN_KILLS);
            exchange.run(0, "admin", "state-hash");

            final Verdict verdict = new Verdict();
            new OrderJudge(exchange, RECOVERY).judge(load, FIRST_ACCOUNT, ACCOUNTS, verdict);
            assertThat(verdict.violations()).isEmpty();
            assertThat(new Database(exchange).number("SELECT count(*) FROM state_hashes"))
                    .isPositive();
            System.out.println("KillUnderLoadTest: " + load.summary());
        }
    }

    private static OrderLoad startUnderLoad(final RunningExchange exchange) {
        exchange.start();
        final OrderLoad load = new OrderLoad(exchange.http(), exchange.restPort(), FIRST_ACCOUNT, ACCOUNTS, 42);
        load.start(ORDERS_PER_SECOND);
        return load;
    }

    private static void killAndAwaitRecovery(
            final RunningExchange exchange, final OrderLoad load, final List<String> victims) {
        final List<Long> pids = victims.stream().map(exchange::pid).toList();
        victims.forEach(exchange::kill);
        for (int i = 0; i < pids.size(); i++) {
            final String victim = victims.get(i);
            final long oldPid = pids.get(i);
            Await.until(victim + " is started again", RECOVERY, () -> exchange.isRestarted(victim, oldPid));
        }
        Await.until("healthy after the loss of " + victims, RECOVERY, () -> "healthy"
                .equals(exchange.health().path("status").asText()));
        awaitMoreOrders(load);
    }

    private static void awaitMoreOrders(final OrderLoad load) {
        final int before = load.acknowledged().size();
        Await.until(
                "orders are acknowledged; " + load.summary(),
                RECOVERY,
                () -> load.acknowledged().size() >= before + ORDERS_BETWEEN_KILLS);
    }
}
