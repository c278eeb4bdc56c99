package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/**
 * Reads orders from JSON. A field it does not know is an error, because an order that ignores part of what was asked is
 * the wrong order. Thread safe.
 */
public final class OrderParser {
    private static final Set<String> ORDER_FIELDS = Set.of(
            "symbol",
            "side",
            "type",
            "order_type",
            "quantity",
            "price",
            "time_in_force",
            "stop_price",
            "client_order_id",
            "post_only",
            "reduce_only");
    private static final Set<String> AMEND_FIELDS = Set.of("price", "quantity");

    private final InstrumentDirectory instruments;

    /**
     * Constructs a parser.
     *
     * @param instruments there are.
     */
    public OrderParser(final InstrumentDirectory instruments) {
        this.instruments = instruments;
    }

    /**
     * Reads a new order.
     *
     * @param json the client's object.
     * @return the order.
     * @throws ApiException 400, 404 or 422 with a stable code if it is not one that the exchange can take.
     */
    public NewOrderRequest parseOrder(final ObjectNode json) {
        rejectUnknownFields(json, ORDER_FIELDS);
        final Instrument instrument = instruments.require(requiredText(json, "symbol"));
        final Side side = side(requiredText(json, "side"));
        final OrderType type = type(json);
        final TimeInForce timeInForce = timeInForce(optionalText(json, "time_in_force"), type);
        rejectUnsupported(json);

        final long quantity = Amounts.parse(json.get("quantity"), "quantity", "INVALID_QUANTITY", Long.MIN_VALUE);
        if (quantity == Long.MIN_VALUE) {
            throw missing("quantity");
        }
        if (quantity <= 0) {
            throw ApiError.badRequest("INVALID_QUANTITY", "quantity must be above 0");
        }
        return new NewOrderRequest(
                instrument, side, type, timeInForce, price(json, type), quantity, clientOrderId(json));
    }

    /**
     * Reads new terms of an order.
     *
     * @param json the client's object.
     * @return the terms.
     * @throws ApiException 400 with a stable code if they cannot be read.
     */
    public AmendRequest parseAmend(final ObjectNode json) {
        rejectUnknownFields(json, AMEND_FIELDS);
        final long price = Amounts.parse(json.get("price"), "price", "INVALID_PRICE", 0);
        final long quantity = Amounts.parse(json.get("quantity"), "quantity", "INVALID_QUANTITY", 0);
        if (price < 0 || price == 0 && isGiven(json.get("price"))) {
            throw ApiError.badRequest("INVALID_PRICE", "price must be above 0");
        }
        if (quantity < 0 || quantity == 0 && isGiven(json.get("quantity"))) {
            throw ApiError.badRequest("INVALID_QUANTITY", "quantity must be above 0: to end the order, cancel it");
        }
        if (price == 0 && quantity == 0) {
            throw ApiError.badRequest("NOTHING_TO_AMEND", "give a new price, a new quantity or both");
        }
        return new AmendRequest(price, quantity);
    }

    /**
     * Checks a client's own order id.
     *
     * @param text the id.
     * @return the same.
     * @throws ApiException 400 if it is not 1 to 36 printable ASCII characters.
     */
    public static String checkClientOrderId(final String text) {
        if (text.isEmpty() || text.length() > 36 || !text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw ApiError.badRequest(
                    "INVALID_CLIENT_ORDER_ID", "client_order_id must be 1 to 36 printable ASCII characters");
        }
        return text;
    }

    private static long price(final ObjectNode json, final OrderType type) {
        final long price = Amounts.parse(json.get("price"), "price", "INVALID_PRICE", Long.MIN_VALUE);
        if (type == OrderType.MARKET) {
            if (price != Long.MIN_VALUE && price != 0) {
                throw ApiError.badRequest(
                        "INVALID_PRICE", "a market order has no price: leave it out, or send a limit order");
            }
            return 0;
        }
        if (price == Long.MIN_VALUE) {
            throw missing("price");
        }
        if (price <= 0) {
            throw ApiError.badRequest("INVALID_PRICE", "price must be above 0");
        }
        return price;
    }

    private static Side side(final String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw ApiError.badRequest("INVALID_SIDE", "side must be buy or sell");
        };
    }

    private static OrderType type(final ObjectNode json) {
        final String type = optionalText(json, "type");
        final String alias = optionalText(json, "order_type");
        if (type != null && alias != null && !type.equalsIgnoreCase(alias)) {
            throw ApiError.badRequest("INVALID_TYPE", "type and order_type differ: give one of them");
        }
        final String text = type != null ? type : alias;
        if (text == null) {
            throw missing("type");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "limit" -> OrderType.LIMIT;
            case "market" -> OrderType.MARKET;
            case "stop",
                    "stop_loss",
                    "stop_market",
                    "stop_limit",
                    "stop_loss_limit",
                    "take_profit",
                    "take_profit_limit",
                    "trailing_stop",
                    "iceberg",
                    "oco" -> throw unsupported("order type '" + text + "'", "limit and market");
            default -> throw ApiError.badRequest("INVALID_TYPE", "type must be limit or market");
        };
    }

    private static TimeInForce timeInForce(final String text, final OrderType type) {
        if (text == null) {
            return type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            // Many clients fill in GTC everywhere. A market order never rests, so nothing else can be meant.
            case "gtc" -> type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
            case "ioc" -> TimeInForce.IOC;
            case "fok", "gtd", "gtt", "day" -> throw unsupported("time in force '" + text + "'", "GTC and IOC");
            default -> throw ApiError.badRequest("INVALID_TIME_IN_FORCE", "time_in_force must be GTC or IOC");
        };
    }

    private static void rejectUnsupported(final ObjectNode json) {
        if (Amounts.parse(json.get("stop_price"), "stop_price", "INVALID_STOP_PRICE", 0) != 0) {
            throw unsupported("stop_price", "limit and market");
        }
        if (flag(json, "post_only")) {
            throw unsupported("post_only", "orders without it");
        }
        if (flag(json, "reduce_only")) {
            throw unsupported("reduce_only", "orders without it");
        }
    }

    private static boolean flag(final ObjectNode json, final String field) {
        final JsonNode node = json.get(field);
        if (!isGiven(node)) {
            return false;
        }
        if (!node.isBoolean()) {
            throw ApiError.badRequest("INVALID_FIELD", field + " must be true or false");
        }
        return node.booleanValue();
    }

    private static String clientOrderId(final ObjectNode json) {
        final JsonNode node = json.get("client_order_id");
        if (!isGiven(node)) {
            return "";
        }
        if (!node.isTextual()) {
            throw ApiError.badRequest("INVALID_CLIENT_ORDER_ID", "client_order_id must be a string");
        }
        return checkClientOrderId(node.textValue());
    }

    private static String requiredText(final ObjectNode json, final String field) {
        final String text = optionalText(json, field);
        if (text == null) {
            throw missing(field);
        }
        return text;
    }

    private static String optionalText(final ObjectNode json, final String field) {
        final JsonNode node = json.get(field);
        if (!isGiven(node)) {
            return null;
        }
        if (!node.isTextual()) {
            throw ApiError.badRequest("INVALID_FIELD", field + " must be a string");
        }
        return node.textValue();
    }

    private static void rejectUnknownFields(final ObjectNode json, final Set<String> known) {
        for (final Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                throw ApiError.badRequest(
                        "UNKNOWN_FIELD",
                        "the body has a field that is not known: the fields are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static boolean isGiven(final JsonNode node) {
        return node != null && !node.isNull();
    }

    private static ApiException missing(final String field) {
        return ApiError.badRequest("MISSING_FIELD", field + " is missing");
    }

    private static ApiException unsupported(final String what, final String supported) {
        return new ApiError(422, "UNSUPPORTED", what + " is not supported yet: " + supported + " are").exception();
    }
}
