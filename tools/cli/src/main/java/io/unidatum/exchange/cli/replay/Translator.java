package io.unidatum.exchange.cli.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.cli.rest.BookLevel;
import io.unidatum.exchange.cli.rest.RestRequest;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes requests of a recording's messages. New orders rest for one of a few makers' accounts; executions are immediate
 * orders of takers' accounts, so that nobody meets himself. What the recording says of orders from before its beginning
 * is done to the order that stands for their whole price level. Not thread safe.
 */
final class Translator {
    private final Map<Long, ReplayOrder> byId = new HashMap<>();
    private final Map<Long, ReplayOrder> seededBids = new HashMap<>();
    private final Map<Long, ReplayOrder> seededAsks = new HashMap<>();
    private final ReplayAccounts accounts;
    private final String symbol;
    private final String run;
    private final long sizeUnit;
    private long requests;
    private long unknownOrders;

    /**
     * Constructs a translator.
     *
     * @param accounts that act.
     * @param symbol of the instrument.
     * @param run a few letters that no other run has, for client order ids and idempotency keys.
     * @param sizeUnit quantity of one share, with 8 decimals.
     */
    Translator(final ReplayAccounts accounts, final String symbol, final String run, final long sizeUnit) {
        this.accounts = accounts;
        this.symbol = symbol;
        this.run = run;
        this.sizeUnit = sizeUnit;
    }

    /** Messages about orders that nobody placed and whose price was not seeded. */
    long unknownOrders() {
        return unknownOrders;
    }

    /** One order for each level of a book. */
    List<ReplayStep> seed(final BookRow row) {
        final List<ReplayStep> steps = new ArrayList<>();
        row.bids().forEach(level -> steps.add(seed(level, true)));
        row.asks().forEach(level -> steps.add(seed(level, false)));
        return steps;
    }

    /** What a message asks of the exchange. */
    ReplayStep step(final LobsterMessage message) {
        return switch (message.type()) {
            case LobsterMessage.NEW -> {
                final ReplayOrder order = place(message.buy(), message.price(), size(message));
                byId.put(message.orderId(), order);
                yield new ReplayStep(ReplayStep.Kind.PLACE, placing(order), order, 0, 0);
            }
            case LobsterMessage.PARTIAL_CANCEL -> reduce(message);
            case LobsterMessage.DELETE -> delete(message);
            case LobsterMessage.EXECUTION -> execute(message);
            default -> ReplayStep.NOTHING;
        };
    }

    private ReplayStep seed(final BookLevel level, final boolean buy) {
        final ReplayOrder order = place(buy, level.price(), level.quantity());
        (buy ? seededBids : seededAsks).put(level.price(), order);
        return new ReplayStep(ReplayStep.Kind.PLACE, placing(order), order, 0, 0);
    }

    private ReplayStep reduce(final LobsterMessage message) {
        final ReplayOrder order = find(message);
        if (order == null) {
            return unknown();
        }
        return reduceOrCancel(order, size(message));
    }

    private ReplayStep delete(final LobsterMessage message) {
        final ReplayOrder order = byId.remove(message.orderId());
        if (order != null) {
            return order.isGone() ? unknown() : cancel(order);
        }
        final ReplayOrder seeded = find(message);
        return seeded == null ? unknown() : reduceOrCancel(seeded, size(message));
    }

    private ReplayStep execute(final LobsterMessage message) {
        final ReplayOrder maker = find(message);
        if (maker == null) {
            return unknown();
        }
        maker.execute(size(message));
        if (maker.isGone()) {
            byId.remove(message.orderId());
        }
        final ObjectNode body = order(!message.buy(), message.price(), size(message));
        body.put("time_in_force", "IOC");
        return new ReplayStep(
                ReplayStep.Kind.TAKE,
                new RestRequest("POST", "/api/v1/orders", accounts.nextTaker(), body, nextKey()),
                null,
                0,
                0);
    }

    private ReplayStep reduceOrCancel(final ReplayOrder order, final long size) {
        if (size >= order.leaves()) {
            return cancel(order);
        }
        final long before = order.quantity();
        order.reduceBy(size);
        // The path is completed with the exchange's id by the sender, who may have to wait for it.
        final ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("quantity", Decimal8.format(order.quantity()));
        return new ReplayStep(
                ReplayStep.Kind.REDUCE,
                new RestRequest("PUT", "/api/v1/orders/", order.account(), body, nextKey()),
                order,
                before,
                order.quantity());
    }

    private ReplayStep cancel(final ReplayOrder order) {
        order.end();
        return new ReplayStep(
                ReplayStep.Kind.CANCEL,
                new RestRequest(
                        "DELETE",
                        "/api/v1/orders?client_order_id=" + order.clientOrderId(),
                        order.account(),
                        null,
                        nextKey()),
                order,
                order.quantity(),
                0);
    }

    private ReplayStep unknown() {
        unknownOrders++;
        return ReplayStep.NOTHING;
    }

    /** The order that a message means; null if there is none. */
    private ReplayOrder find(final LobsterMessage message) {
        final ReplayOrder known = byId.get(message.orderId());
        final ReplayOrder order =
                known != null ? known : (message.buy() ? seededBids : seededAsks).get(message.price());
        return order == null || order.isGone() ? null : order;
    }

    private ReplayOrder place(final boolean buy, final long price, final long quantity) {
        requests++;
        return new ReplayOrder(run + "-" + requests, accounts.nextMaker(), buy, price, quantity);
    }

    private RestRequest placing(final ReplayOrder order) {
        final ObjectNode body = order(order.isBuy(), order.price(), order.quantity());
        body.put("client_order_id", order.clientOrderId());
        return new RestRequest("POST", "/api/v1/orders", order.account(), body, order.clientOrderId());
    }

    private ObjectNode order(final boolean buy, final long price, final long quantity) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("symbol", symbol)
                .put("side", buy ? "buy" : "sell")
                .put("type", "limit")
                .put("price", Decimal8.format(price))
                .put("quantity", Decimal8.format(quantity));
    }

    private String nextKey() {
        requests++;
        return run + "-" + requests;
    }

    private long size(final LobsterMessage message) {
        return Math.multiplyExact(message.size(), sizeUnit);
    }
}
