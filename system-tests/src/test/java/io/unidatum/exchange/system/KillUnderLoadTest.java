package io.unidatum.exchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final String WRONGLY_FILLED = "SELECT count(*) FROM orders o WHERE filled_quantity <>"
            + " coalesce((SELECT sum(quantity) FROM trades t"
            + " WHERE t.maker_order_id = o.order_id OR t.taker_order_id = o.order_id), 0)";

    @TempDir
    private Path folder;

    @Test
    void shouldLoseAndDoubleNothingThatWasAcknowledged() throws Exception {
        try (RunningExchange exchange = new RunningExchange(folder.resolve("data"), Map.of("RESTART_BACKOFF_S", "1"));
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

            final Database database = new Database(exchange);
            final long sequence = awaitSameJournals(exchange);
            assertThat(sequence).isGreaterThanOrEqualTo(load.highestSequence());
            database.awaitSequence(sequence);
            assertOrdersAndTradesAreThereOnce(load, database);
            assertCancelsTookEffect(load, database);
            assertBalancesAgree(exchange, database);
            assertThat(database.number("SELECT count(*) FROM state_hashes")).isPositive();
            System.out.println("KillUnderLoadTest: " + load.summary() + ", journal of " + sequence + " events");
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

    private static long awaitSameJournals(final RunningExchange exchange) {
        final long[] agreed = new long[1];
        Await.until("the three journals agree", RECOVERY, () -> {
            final Set<String> ends = new HashSet<>();
            for (int member = 0; member < 3; member++) {
                final JsonNode health = exchange.nodeHealth(member);
                agreed[0] = health.path("lastSequence").asLong();
                ends.add(health.path("lastSequence").asText("?" + member)
                        + "/" + health.path("chainHash").asText("?" + member)
                        + "/" + health.path("journalPosition").asText("?" + member));
            }
            return ends.size() == 1;
        });
        return agreed[0];
    }

    private static void assertOrdersAndTradesAreThereOnce(final OrderLoad load, final Database database)
            throws Exception {
        assertThat(load.doubled()).as("order ids acknowledged to two requests").isEmpty();
        final Map<String, String> owners = database.pairs("SELECT order_id, account_id FROM orders");
        final Map<String, String> trades = database.pairs("SELECT trade_id, taker_order_id FROM trades");
        for (final OrderLoad.Acknowledged order : load.acknowledged().values()) {
            assertThat(owners.get(order.orderId()))
                    .as("owner of acknowledged order " + order.orderId())
                    .isEqualTo(Long.toString(order.account()));
            for (final String tradeId : order.tradeIds()) {
                assertThat(trades.get(tradeId))
                        .as("taker of acknowledged trade " + tradeId)
                        .isEqualTo(order.orderId());
            }
        }
        assertThat(database.number(
                        "SELECT count(*) FROM (SELECT client_order_id FROM orders GROUP BY 1 HAVING count(*) > 1) d"))
                .as("client order ids that were executed twice")
                .isZero();
        assertThat(database.number(WRONGLY_FILLED))
                .as("orders whose filled quantity is not the sum of their trades")
                .isZero();
    }

    private static void assertCancelsTookEffect(final OrderLoad load, final Database database) throws Exception {
        final Map<String, String> open = database.pairs("SELECT order_id, status FROM orders WHERE status IN (1, 2)");
        assertThat(open.keySet()).doesNotContainAnyElementsOf(load.cancelled().keySet());
    }

    private static void assertBalancesAgree(final RunningExchange exchange, final Database database) throws Exception {
        assertThat(database.number("SELECT count(*) FROM ledger_imbalances")).isZero();
        assertThat(database.number("SELECT count(*) FROM balance_differences")).isZero();
        for (int account = FIRST_ACCOUNT; account < FIRST_ACCOUNT + ACCOUNTS; account++) {
            final Map<String, String> rows = database.pairs(
                    "SELECT asset || ' ' || available, held FROM balances_decimal WHERE account_id = " + account);
            final Set<String> stored = new HashSet<>();
            rows.forEach((available, held) ->
                    stored.add(normal(available.split(" ")[0], available.split(" ")[1], held)));
            final Set<String> answered = new HashSet<>();
            exchange.trader(account)
                    .get("/api/v1/account/balance")
                    .body()
                    .path("balances")
                    .forEach(balance -> answered.add(normal(
                            balance.path("asset").asText(),
                            balance.path("available").asText(),
                            balance.path("held").asText())));
            assertThat(answered).as("balances of " + account).isEqualTo(stored);
        }
    }

    private static String normal(final String asset, final String available, final String held) {
        return asset + " " + new BigDecimal(available).stripTrailingZeros().toPlainString() + " "
                + new BigDecimal(held).stripTrailingZeros().toPlainString();
    }
}
