package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.demo.LedgerDatabase.OrderRow;
import io.unidatum.exchange.cli.demo.Record.Acknowledged;
import io.unidatum.exchange.cli.rest.RestClient;
import io.unidatum.exchange.protocol.Decimal8;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Each acknowledged order has one row in PostgreSQL and one outcome over REST, and the two say the same. Stateless. */
final class LedgerCheck {
    private static final String ROWS = "each acknowledged order has exactly one row in PostgreSQL";
    private static final String OUTCOMES = "each acknowledged order has exactly one outcome over REST, the same";
    private static final long CATCH_UP_NS = TimeUnit.SECONDS.toNanos(90);
    private static final int PAGE = 500;
    private static final int SHOWN = 5;

    private LedgerCheck() {}

    static List<CheckResult> run(final LedgerDatabase database, final RestClient rest, final Record record)
            throws SQLException {
        final Map<String, Acknowledged> acknowledged = record.acknowledged();
        final long deadlineNs = System.nanoTime() + CATCH_UP_NS;
        while (database.sequence() < record.lastSequence() && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        if (database.sequence() < record.lastSequence()) {
            return List.of(CheckResult.failed(
                    ROWS,
                    "after 90 s the ledger is at journal sequence " + database.sequence() + ", not at "
                            + record.lastSequence() + ": see the ledger's log and /health"));
        }
        final Map<String, OrderRow> rows = new HashMap<>();
        final List<String> problems = new ArrayList<>();
        if (record.duplicates() > 0) {
            problems.add(record.duplicates() + " orders were given an id that another one has");
        }
        for (final OrderRow row : database.orders(acknowledged.keySet(), clientOrderIds(acknowledged.values()))) {
            final Acknowledged order = acknowledged.get(row.orderId());
            if (order == null) {
                problems.add("row " + row.orderId() + " has the client order id " + row.clientOrderId()
                        + " of another order");
            } else if (order.account() != row.account()
                    || !order.clientOrderId().equals(row.clientOrderId())) {
                problems.add("row " + row.orderId() + " is of account " + row.account() + " and client order id "
                        + row.clientOrderId() + ", acknowledged was " + order);
            }
            rows.put(row.orderId(), row);
        }
        acknowledged.keySet().stream()
                .filter(id -> !rows.containsKey(id))
                .forEach(id -> problems.add("order " + id + " has no row"));
        return List.of(result(ROWS, acknowledged.size() + " orders", problems), outcomes(rest, acknowledged, rows));
    }

    private static CheckResult outcomes(
            final RestClient rest, final Map<String, Acknowledged> acknowledged, final Map<String, OrderRow> rows) {
        final List<String> problems = new ArrayList<>();
        final Map<Long, Long> firstIds = new TreeMap<>();
        acknowledged
                .values()
                .forEach(order -> firstIds.merge(order.account(), Long.parseLong(order.orderId()), Math::min));
        final Map<String, Integer> seen = new HashMap<>();
        firstIds.forEach((account, firstId) -> {
            long before = Long.MAX_VALUE;
            while (before > firstId) {
                final JsonNode page =
                        rest.get("/api/v1/orders?status=all&limit=" + PAGE + "&before=" + before, account);
                for (final JsonNode order : page.path("orders")) {
                    compare(order, acknowledged, rows, problems);
                    seen.merge(order.path("order_id").asText(), 1, Integer::sum);
                }
                before = page.path("next_before").asLong(0);
            }
        });
        acknowledged.keySet().forEach(id -> {
            final int times = seen.getOrDefault(id, 0);
            if (times != 1) {
                problems.add("order " + id + " is listed " + times + " times");
            }
        });
        return result(OUTCOMES, seen.size() + " listed", problems);
    }

    private static void compare(
            final JsonNode order,
            final Map<String, Acknowledged> acknowledged,
            final Map<String, OrderRow> rows,
            final List<String> problems) {
        final String id = order.path("order_id").asText();
        final OrderRow row = rows.get(id);
        if (row == null || !acknowledged.containsKey(id)) {
            return;
        }
        final String status = order.path("status").asText();
        final long filled = Decimal8.parse(order.path("filled_quantity").asText());
        if (!status.equals(row.status()) || filled != row.filledQuantity()) {
            problems.add("order " + id + " is " + status + " with " + Decimal8.format(filled)
                    + " filled over REST, " + row.status() + " with " + Decimal8.format(row.filledQuantity())
                    + " in PostgreSQL");
        }
    }

    private static List<String> clientOrderIds(final Collection<Acknowledged> orders) {
        return orders.stream().map(Acknowledged::clientOrderId).toList();
    }

    private static CheckResult result(final String name, final String detail, final List<String> problems) {
        return problems.isEmpty()
                ? CheckResult.passed(name, detail)
                : CheckResult.failed(
                        name,
                        problems.size() + " problems: "
                                + String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size()))));
    }
}
