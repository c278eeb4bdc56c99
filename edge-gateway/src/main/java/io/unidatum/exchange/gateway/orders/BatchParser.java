package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads batches from JSON. Thread safe. */
public final class BatchParser {
    /** Most entries of a batch. */
    public static final int MAX_ENTRIES = 64;

    private static final Set<String> BATCH_FIELDS = Set.of("orders");
    private static final Set<String> CANCEL_FIELDS = Set.of("op", "order_id", "client_order_id");
    private static final Set<String> AMEND_FIELDS =
            Set.of("op", "order_id", "client_order_id", "price", "quantity", "stop_price");

    private final OrderParser orders;

    /**
     * Constructs a parser.
     *
     * @param orders reads the entries' orders.
     */
    public BatchParser(final OrderParser orders) {
        this.orders = orders;
    }

    /**
     * Reads a batch. An entry that cannot be read has its own error and does not concern the others.
     *
     * @param json the client's object.
     * @return 1 to {@link #MAX_ENTRIES} entries in the client's order.
     * @throws ApiException 400 if it is not a list of so many objects.
     */
    public List<BatchEntry> parse(final ObjectNode json) {
        Fields.rejectUnknown(json, BATCH_FIELDS);
        final JsonNode list = json.get("orders");
        if (list == null || list.isNull()) {
            throw Fields.missing("orders");
        }
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_ENTRIES) {
            throw ApiError.badRequest("INVALID_BATCH", "orders must be a list of 1 to " + MAX_ENTRIES + " entries");
        }
        final List<BatchEntry> entries = new ArrayList<>(list.size());
        for (final JsonNode node : list) {
            entries.add(entry(node));
        }
        return entries;
    }

    private BatchEntry entry(final JsonNode node) {
        try {
            if (!(node instanceof ObjectNode json)) {
                throw ApiError.badRequest("INVALID_BATCH", "an entry of orders must be an object");
            }
            final String operation = Fields.text(json, "op");
            return switch (operation == null ? "new" : OrderWords.normal(operation)) {
                case "new" -> new BatchEntry.Place(orders.parseOrder(without(json)));
                case "oco" -> new BatchEntry.PlaceOco(orders.parseOco(without(json)));
                case "cancel" -> {
                    Fields.rejectUnknown(json, CANCEL_FIELDS);
                    yield new BatchEntry.Cancel(target(json));
                }
                case "amend" -> {
                    Fields.rejectUnknown(json, AMEND_FIELDS);
                    yield new BatchEntry.Amend(target(json), OrderParser.terms(json));
                }
                default -> throw ApiError.badRequest("INVALID_BATCH", "op must be new, cancel, amend or oco");
            };
        } catch (final ApiException ex) {
            return new BatchEntry.Unreadable(ex.error());
        }
    }

    private static ObjectNode without(final ObjectNode json) {
        final ObjectNode order = json.deepCopy();
        order.remove("op");
        return order;
    }

    private static OrderName target(final ObjectNode json) {
        final long orderId = Fields.orderId(json, "order_id");
        final String clientOrderId = Fields.clientOrderId(json, "client_order_id");
        if ((orderId == 0) == clientOrderId.isEmpty()) {
            throw ApiError.badRequest("MISSING_FIELD", "say which order: either order_id or client_order_id");
        }
        return new OrderName(orderId, clientOrderId);
    }
}
