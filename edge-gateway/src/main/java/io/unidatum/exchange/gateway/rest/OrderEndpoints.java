package io.unidatum.exchange.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.api.RejectTable;
import io.unidatum.exchange.gateway.auth.Caller;
import io.unidatum.exchange.gateway.orders.AmendRequest;
import io.unidatum.exchange.gateway.orders.BatchEntry;
import io.unidatum.exchange.gateway.orders.BatchParser;
import io.unidatum.exchange.gateway.orders.CommandOrigin;
import io.unidatum.exchange.gateway.orders.NewOrderRequest;
import io.unidatum.exchange.gateway.orders.OcoRequest;
import io.unidatum.exchange.gateway.orders.OrderEntry;
import io.unidatum.exchange.gateway.orders.OrderName;
import io.unidatum.exchange.gateway.orders.OrderParser;
import io.unidatum.exchange.gateway.orders.OrderRateLimit;
import io.unidatum.exchange.gateway.orders.PlacedOrder;
import io.unidatum.exchange.gateway.view.ConnectionDirectory;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Orders: place, cancel, amend, one by one or many at once. Thread safe. */
public final class OrderEndpoints {
    private final OrderParser parser;
    private final BatchParser batchParser;
    private final OrderRateLimit rateLimit;
    private final OrderEntry entry;
    private final ConnectionDirectory connections;

    /**
     * Constructs the endpoints.
     *
     * @param parser of orders.
     * @param rateLimit of orders.
     * @param entry to the cluster.
     * @param connections that orders may belong to.
     */
    public OrderEndpoints(
            final OrderParser parser,
            final OrderRateLimit rateLimit,
            final OrderEntry entry,
            final ConnectionDirectory connections) {
        this.parser = parser;
        this.batchParser = new BatchParser(parser);
        this.rateLimit = rateLimit;
        this.entry = entry;
        this.connections = connections;
    }

    CompletableFuture<Reply> place(final ApiRequest request) {
        final Caller caller = request.trader();
        final NewOrderRequest order = parser.parseOrder(request.json());
        final CommandOrigin origin = protectedOrigin(request, caller);
        rateLimit.admit(caller.account(), 1);
        return entry.place(origin, order).thenApply(placed -> reply(201, placed));
    }

    CompletableFuture<Reply> placeOco(final ApiRequest request) {
        final Caller caller = request.trader();
        final OcoRequest oco = parser.parseOco(request.json());
        final CommandOrigin origin = protectedOrigin(request, caller);
        rateLimit.admit(caller.account(), 1);
        return entry.place(origin, oco)
                .thenApply(legs -> new Reply(201, pair(legs), legs.get(0).replayed(), 0));
    }

    CompletableFuture<Reply> batch(final ApiRequest request) {
        final Caller caller = request.trader();
        final List<BatchEntry> entries = batchParser.parse(request.json());
        final CommandOrigin origin = protectedOrigin(request, caller);
        rateLimit.admit(caller.account(), (int)
                entries.stream().filter(BatchEntry::isOrder).count());
        final List<CompletableFuture<List<PlacedOrder>>> answers = entry.batch(origin, entries);
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> results(entries, answers));
    }

    CompletableFuture<Reply> cancel(final ApiRequest request) {
        final Caller caller = request.trader();
        request.expectNoBody();
        return entry.cancel(request.origin(caller), OrderName.of(request.idInPath("id")))
                .thenApply(placed -> reply(200, placed));
    }

    CompletableFuture<Reply> cancelByClientOrderId(final ApiRequest request) {
        final Caller caller = request.trader();
        request.expectNoBody();
        return entry.cancel(request.origin(caller), clientOrderId(request)).thenApply(placed -> reply(200, placed));
    }

    CompletableFuture<Reply> amend(final ApiRequest request) {
        return amend(request, OrderName.of(request.idInPath("id")));
    }

    CompletableFuture<Reply> amendByClientOrderId(final ApiRequest request) {
        if (request.query("client_order_id") == null) {
            throw ApiError.badRequest("MISSING_FIELD", "say which order: /api/v1/orders/{id} or ?client_order_id=");
        }
        return amend(request, clientOrderId(request));
    }

    private CompletableFuture<Reply> amend(final ApiRequest request, final OrderName target) {
        final Caller caller = request.trader();
        final AmendRequest terms = parser.parseAmend(request.json());
        rateLimit.admit(caller.account(), 1);
        return entry.amend(request.origin(caller), target, terms).thenApply(placed -> reply(200, placed));
    }

    /** An order that names a connection relies on being cancelled with it: one that is not open is an error. */
    private CommandOrigin protectedOrigin(final ApiRequest request, final Caller caller) {
        final CommandOrigin origin = request.origin(caller);
        if (origin.connectionId() != 0 && !connections.isKnown(caller.account(), origin.connectionId())) {
            throw RejectTable.of(RejectReason.UNKNOWN_CONNECTION).exception();
        }
        return origin;
    }

    private static OrderName clientOrderId(final ApiRequest request) {
        return OrderName.of(OrderParser.checkClientOrderId(request.query("client_order_id")));
    }

    private static Reply results(
            final List<BatchEntry> entries, final List<CompletableFuture<List<PlacedOrder>>> answers) {
        final ObjectNode json = Json.object();
        final ArrayNode results = json.putArray("results");
        long sequence = 0;
        for (int i = 0; i < answers.size(); i++) {
            final ObjectNode result = results.addObject();
            try {
                final List<PlacedOrder> orders = answers.get(i).join();
                final boolean isNew =
                        entries.get(i) instanceof BatchEntry.Place || entries.get(i) instanceof BatchEntry.PlaceOco;
                result.put("status", isNew ? 201 : 200);
                if (orders.get(0).replayed()) {
                    result.put("replayed", true);
                }
                if (orders.size() == 1) {
                    result.set("order", order(orders.get(0)));
                } else {
                    result.set("orders", pair(orders).get("orders"));
                }
                sequence = Math.max(sequence, orders.get(0).order().sequence());
            } catch (final CompletionException ex) {
                final ApiError error = ex.getCause() instanceof ApiException known
                        ? known.error()
                        : new ApiError(500, "INTERNAL", "something went wrong here: tell the operator");
                result.put("status", error.status());
                result.putObject("error").put("code", error.code()).put("message", error.message());
            }
        }
        json.put("sequence", sequence);
        return Reply.ok(json);
    }

    private static ObjectNode pair(final List<PlacedOrder> legs) {
        final ObjectNode json = Json.object();
        final ArrayNode list = json.putArray("orders");
        legs.forEach(leg -> list.add(order(leg)));
        json.put("sequence", legs.get(0).order().sequence());
        return json;
    }

    private static ObjectNode order(final PlacedOrder placed) {
        final ObjectNode json = placed.order().toJson();
        if (!placed.complete()) {
            json.put("fills_pending", true);
        }
        return json;
    }

    private static Reply reply(final int status, final PlacedOrder placed) {
        return new Reply(status, order(placed), placed.replayed(), 0);
    }
}
