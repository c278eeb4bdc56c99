package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.history.History;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.gateway.view.OrderFilter;
import io.unidatum.exchange.gateway.view.OrderRecord;
import io.unidatum.exchange.gateway.view.ReadModel;
import io.unidatum.exchange.sbe.common.OrderStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Orders as they are, and old ones. Thread safe. */
public final class OrderQueries {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final ReadModel readModel;
    private final History history;
    private final InstrumentDirectory instruments;
    private final Duration readWait;

    /**
     * Constructs the endpoints.
     *
     * @param readModel of orders.
     * @param history of old orders, null if there is none.
     * @param instruments there are.
     * @param readWait how long a read waits for its sequence.
     */
    public OrderQueries(
            final ReadModel readModel,
            final History history,
            final InstrumentDirectory instruments,
            final Duration readWait) {
        this.readModel = readModel;
        this.history = history;
        this.instruments = instruments;
        this.readWait = readWait;
    }

    CompletableFuture<Reply> get(final ApiRequest request) {
        final Caller caller = request.reader();
        final long orderId = request.idInPath("id");
        return readModel
                .order(caller.account(), orderId, request.minSequence(), readWait)
                .thenCompose(found -> found != null || history == null
                        ? CompletableFuture.completedFuture(found)
                        : history.order(caller.account(), orderId).exceptionally(failure -> {
                            throw ApiError.unavailable(
                                    "HISTORY_UNAVAILABLE", "old orders cannot be read now: ask again in a while");
                        }))
                .thenApply(found -> {
                    if (found == null) {
                        throw new ApiError(404, "UNKNOWN_ORDER", "your account has no order with this id").exception();
                    }
                    return Reply.ok(found.toJson());
                });
    }

    CompletableFuture<Reply> list(final ApiRequest request) {
        final Caller caller = request.reader();
        final String symbol = request.query("symbol");
        final OrderFilter filter = new OrderFilter(
                caller.account(),
                symbol == null ? 0 : instruments.require(symbol).instrumentId(),
                statuses(request.query("status")),
                request.query("client_order_id"),
                request.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                (int) request.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT));
        return readModel.orders(filter, request.minSequence(), readWait).thenCompose(known -> {
            final boolean ask = history != null
                    && filter.wantsClosed()
                    && !known.complete()
                    && known.orders().size() <= filter.limit();
            if (!ask) {
                return CompletableFuture.completedFuture(
                        list(filter, known.orders(), known.sequence(), history != null || known.complete()));
            }
            return history.closedOrders(filter)
                    .handle((older, failure) -> failure == null
                            ? list(filter, merge(known.orders(), older), known.sequence(), true)
                            : list(filter, known.orders(), known.sequence(), false));
        });
    }

    private static Reply list(
            final OrderFilter filter, final List<OrderRecord> orders, final long sequence, final boolean complete) {
        final ObjectNode json = Json.object();
        final ArrayNode list = json.putArray("orders");
        orders.stream().limit(filter.limit()).forEach(order -> list.add(order.toJson()));
        if (orders.size() > filter.limit()) {
            json.put(
                    "next_before",
                    Long.toUnsignedString(orders.get(filter.limit() - 1).orderId()));
        }
        if (!complete && filter.wantsClosed()) {
            json.put("warning", "old closed orders may be missing: PostgreSQL could not be asked");
        }
        json.put("sequence", sequence);
        return Reply.ok(json);
    }

    /** The read model's word on an order counts, because the database is a moment behind. */
    private static List<OrderRecord> merge(final List<OrderRecord> known, final List<OrderRecord> older) {
        final Map<Long, OrderRecord> byId = new TreeMap<Long, OrderRecord>().descendingMap();
        older.forEach(order -> byId.put(order.orderId(), order));
        known.forEach(order -> byId.put(order.orderId(), order));
        return List.copyOf(byId.values());
    }

    private static Set<OrderStatus> statuses(final String text) {
        if (text == null) {
            return EnumSet.allOf(OrderStatus.class);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "all" -> EnumSet.allOf(OrderStatus.class);
            case "open" -> OrderFilter.OPEN;
            case "closed" -> OrderFilter.CLOSED;
            case "new" -> EnumSet.of(OrderStatus.NEW);
            case "partially_filled" -> EnumSet.of(OrderStatus.PARTIALLY_FILLED);
            case "filled" -> EnumSet.of(OrderStatus.FILLED);
            case "cancelled" -> EnumSet.of(OrderStatus.CANCELLED);
            case "rejected" -> EnumSet.of(OrderStatus.REJECTED);
            case "expired" -> EnumSet.of(OrderStatus.EXPIRED);
            default ->
                throw ApiError.badRequest(
                        "INVALID_PARAMETER", "status must be open, closed, all or the name of one status");
        };
    }
}
