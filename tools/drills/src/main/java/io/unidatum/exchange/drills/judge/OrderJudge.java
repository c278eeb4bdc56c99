package io.unidatum.exchange.drills.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.Database;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import io.unidatum.exchange.drills.load.OrderLoad;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what an {@link OrderLoad} was promised against the nodes' journals and the ledger: every acknowledged order,
 * cancel and trade is there exactly once, and all agree on the balances. The load must have stopped, and its last
 * answers be in.
 */
public final class OrderJudge {
    private static final String WRONGLY_FILLED = "SELECT o.order_id FROM orders o WHERE filled_quantity <>"
            + " coalesce((SELECT sum(quantity) FROM trades t"
            + " WHERE t.maker_order_id = o.order_id OR t.taker_order_id = o.order_id), 0)";

    private final RunningExchange exchange;
    private final Database database;
    private final Duration patience;

    /**
     * Creates it.
     *
     * @param exchange to judge.
     * @param patience how long journals and ledger may take to come to rest.
     */
    public OrderJudge(final RunningExchange exchange, final Duration patience) {
        this.exchange = exchange;
        this.patience = patience;
        database = new Database(exchange);
    }

    /**
     * Judges.
     *
     * @param load that the exchange was under.
     * @param firstAccount of the load.
     * @param accounts of the load.
     * @param verdict to add to.
     * @throws SQLException if the ledger cannot be asked.
     */
    public void judge(final OrderLoad load, final int firstAccount, final int accounts, final Verdict verdict)
            throws SQLException {
        final long sequence = awaitSameJournals();
        database.awaitSequence(sequence, patience);
        verdict.check(
                "the three nodes' journals are the same, to the hash, and reach past every answer",
                sequence >= load.highestSequence()
                        ? List.of()
                        : List.of("they end at " + sequence + ", answers told of " + load.highestSequence()));
        judgeOrders(verdict, load);
        judgeCancels(verdict, load);
        judgeBooks(verdict);
        judgeBalances(verdict, firstAccount, accounts);
    }

    /** Waits until the three nodes' journals end alike. {@return the last event's sequence} */
    public long awaitSameJournals() {
        final long[] agreed = new long[1];
        Await.until("the three journals agree", patience, () -> {
            final Set<String> ends = new HashSet<>();
            for (int member = 0; member < RunningExchange.NODES.size(); member++) {
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

    private void judgeOrders(final Verdict verdict, final OrderLoad load) throws SQLException {
        final Map<String, String> owners = database.pairs("SELECT order_id, account_id FROM orders");
        final Map<String, String> takers = database.pairs("SELECT trade_id, taker_order_id FROM trades");
        final List<String> missing = new ArrayList<>();
        final List<String> missingTrades = new ArrayList<>();
        for (final OrderLoad.Acknowledged order : load.acknowledged().values()) {
            if (!Long.toString(order.account()).equals(owners.get(order.orderId()))) {
                missing.add("order " + order.orderId() + " of " + order.account() + ": owner in the ledger is "
                        + owners.get(order.orderId()));
            }
            for (final String tradeId : order.tradeIds()) {
                if (!order.orderId().equals(takers.get(tradeId))) {
                    missingTrades.add("trade " + tradeId + " of order " + order.orderId() + ": taker in the ledger is "
                            + takers.get(tradeId));
                }
            }
        }
        verdict.lost(missing.size() + missingTrades.size());
        verdict.check("every acknowledged order is in the ledger, with its owner", missing);
        verdict.check("every acknowledged trade is in the ledger, with its taker", missingTrades);
        final List<String> doubled = new ArrayList<>();
        load.doubled().forEach(id -> doubled.add("order id " + id + " was the answer to two requests"));
        database.pairs("SELECT account_id || ' ' || client_order_id, count(*) FROM orders"
                        + " WHERE client_order_id IS NOT NULL"
                        + " GROUP BY account_id, client_order_id HAVING count(*) > 1")
                .forEach((id, count) -> doubled.add("client order id " + id + " took effect " + count + " times"));
        verdict.doubled(doubled.size());
        verdict.check("no request took effect twice", doubled);
    }

    private void judgeCancels(final Verdict verdict, final OrderLoad load) throws SQLException {
        final Set<String> open = database.pairs("SELECT order_id, status FROM orders WHERE status IN (1, 2)")
                .keySet();
        final List<String> wrong = load.cancelled().keySet().stream()
                .filter(open::contains)
                .map(id -> "order " + id + " is open, its cancel was acknowledged")
                .toList();
        verdict.lost(wrong.size());
        verdict.check("every acknowledged cancel took effect", wrong);
    }

    private void judgeBooks(final Verdict verdict) throws SQLException {
        final List<String> wrong = new ArrayList<>();
        database.pairs("SELECT order_id, order_id FROM (" + WRONGLY_FILLED + ") w")
                .keySet()
                .forEach(id -> wrong.add("order " + id + ": filled quantity is not the sum of its trades"));
        for (final String view : List.of("ledger_imbalances", "balance_differences", "position_differences")) {
            final long rows = database.number("SELECT count(*) FROM " + view);
            if (rows > 0) {
                wrong.add(rows + " rows in " + view);
            }
        }
        verdict.check("the ledger agrees with itself: fills, double entry, balances, positions", wrong);
    }

    private void judgeBalances(final Verdict verdict, final int firstAccount, final int accounts) throws SQLException {
        final List<String> wrong = new ArrayList<>();
        for (int account = firstAccount; account < firstAccount + accounts; account++) {
            final Set<String> stored = new HashSet<>();
            database.pairs("SELECT asset || ' ' || available, held FROM balances_decimal WHERE account_id = " + account)
                    .forEach((available, held) ->
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
            if (!stored.equals(answered)) {
                wrong.add("account " + account + ": REST says " + answered + ", the ledger " + stored);
            }
        }
        verdict.check("balances over REST and in the ledger are the same", wrong);
    }

    private static String normal(final String asset, final String available, final String held) {
        return asset + " " + new BigDecimal(available).stripTrailingZeros().toPlainString() + " "
                + new BigDecimal(held).stripTrailingZeros().toPlainString();
    }
}
