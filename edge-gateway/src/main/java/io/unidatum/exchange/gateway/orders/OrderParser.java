package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.client.view.SpecialTerms;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.Set;

/**
 * Reads orders from JSON. A field it does not know is an error, because an order that ignores part of what was asked is
 * the wrong order. What depends on the market, the account or the instrument is the cluster's to check. Thread safe.
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
            "display_quantity",
            "expire_time",
            "quote_amount",
            "trailing_offset",
            "trailing_bps",
            "self_trade_prevention",
            "client_order_id",
            "post_only",
            "reduce_only");
    private static final Set<String> OCO_FIELDS = Set.of(
            "symbol",
            "side",
            "quantity",
            "price",
            "stop_price",
            "stop_limit_price",
            "time_in_force",
            "expire_time",
            "self_trade_prevention",
            "client_order_id",
            "stop_client_order_id",
            "post_only",
            "reduce_only");
    private static final Set<String> AMEND_FIELDS = Set.of("price", "quantity", "stop_price");

    private static final long UNITS_PER_PPM_IN_BPS = 1_000_000;
    private static final long MAX_PPM = 999_999;

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
        Fields.rejectUnknown(json, ORDER_FIELDS);
        final var instrument = instruments.require(Fields.requiredText(json, "symbol"));
        final Side side = OrderWords.side(Fields.requiredText(json, "side"));
        final OrderType type = OrderWords.type(json);
        final TimeInForce timeInForce = OrderWords.timeInForce(json, type);
        final long quoteAmount = quoteAmount(json, type, side);
        final long quantity;
        if (quoteAmount == 0) {
            quantity = Fields.requiredAmount(json, "quantity", "INVALID_QUANTITY");
        } else {
            Fields.rejectAmount(
                    json, "quantity", "INVALID_QUOTE_AMOUNT", "give quantity or quote_amount, not both of them");
            quantity = 0;
        }
        return new NewOrderRequest(
                instrument,
                side,
                type,
                timeInForce,
                OrderWords.prevention(json),
                Fields.flag(json, "post_only"),
                Fields.flag(json, "reduce_only"),
                price(json, type),
                quantity,
                new SpecialTerms(
                        stopPrice(json, type),
                        displayQuantity(json, type),
                        expireTime(json, timeInForce),
                        quoteAmount,
                        trailingOffset(json, type),
                        trailingRate(json, type),
                        0),
                Fields.clientOrderId(json, "client_order_id"));
    }

    /**
     * Reads a pair of orders of which one cancels the other.
     *
     * @param json the client's object.
     * @return the pair.
     * @throws ApiException 400, 404 or 422 with a stable code if it is not one that the exchange can take.
     */
    public OcoRequest parseOco(final ObjectNode json) {
        Fields.rejectUnknown(json, OCO_FIELDS);
        final var instrument = instruments.require(Fields.requiredText(json, "symbol"));
        final Side side = OrderWords.side(Fields.requiredText(json, "side"));
        final TimeInForce timeInForce = OrderWords.timeInForce(json, OrderType.LIMIT);
        final String clientOrderId = Fields.clientOrderId(json, "client_order_id");
        final String stopClientOrderId = Fields.clientOrderId(json, "stop_client_order_id");
        if (!clientOrderId.isEmpty() && clientOrderId.equals(stopClientOrderId)) {
            throw ApiError.badRequest(
                    "INVALID_CLIENT_ORDER_ID", "client_order_id and stop_client_order_id must differ");
        }
        return new OcoRequest(
                instrument,
                side,
                timeInForce,
                OrderWords.prevention(json),
                Fields.flag(json, "post_only"),
                Fields.flag(json, "reduce_only"),
                Fields.requiredAmount(json, "quantity", "INVALID_QUANTITY"),
                Fields.requiredAmount(json, "price", "INVALID_PRICE"),
                Fields.requiredAmount(json, "stop_price", "INVALID_STOP_PRICE"),
                Fields.amount(json, "stop_limit_price", "INVALID_PRICE"),
                expireTime(json, timeInForce),
                clientOrderId,
                stopClientOrderId);
    }

    /**
     * Reads new terms of an order.
     *
     * @param json the client's object.
     * @return the terms.
     * @throws ApiException 400 with a stable code if they cannot be read.
     */
    public AmendRequest parseAmend(final ObjectNode json) {
        Fields.rejectUnknown(json, AMEND_FIELDS);
        return terms(json);
    }

    /** Reads the new terms among other fields. */
    static AmendRequest terms(final ObjectNode json) {
        final AmendRequest terms = new AmendRequest(
                Fields.amount(json, "price", "INVALID_PRICE"),
                Fields.amount(json, "quantity", "INVALID_QUANTITY"),
                Fields.amount(json, "stop_price", "INVALID_STOP_PRICE"));
        if (terms.price() == 0 && terms.quantity() == 0 && terms.stopPrice() == 0) {
            throw ApiError.badRequest("NOTHING_TO_AMEND", "give a new price, quantity or stop_price");
        }
        return terms;
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
        if (type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT) {
            return Fields.requiredAmount(json, "price", "INVALID_PRICE");
        }
        Fields.rejectAmount(
                json,
                "price",
                "INVALID_PRICE",
                "a market order, or one that becomes a market order, has no price: leave it out, or send a limit type");
        return 0;
    }

    private static long stopPrice(final ObjectNode json, final OrderType type) {
        return switch (type) {
            case STOP, STOP_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT ->
                Fields.requiredAmount(json, "stop_price", "INVALID_STOP_PRICE");
            default -> {
                Fields.rejectAmount(
                        json,
                        "stop_price",
                        "INVALID_STOP_PRICE",
                        "only stop, stop_limit, take_profit and take_profit_limit orders have a stop_price");
                yield 0;
            }
        };
    }

    private static long displayQuantity(final ObjectNode json, final OrderType type) {
        if (type == OrderType.LIMIT) {
            return Fields.amount(json, "display_quantity", "INVALID_DISPLAY_QUANTITY");
        }
        Fields.rejectAmount(
                json, "display_quantity", "INVALID_DISPLAY_QUANTITY", "only a limit order can have a display_quantity");
        return 0;
    }

    private static long expireTime(final ObjectNode json, final TimeInForce timeInForce) {
        final long time = Fields.time(json, "expire_time", "INVALID_EXPIRE_TIME");
        if (timeInForce == TimeInForce.GTD && time == 0) {
            throw Fields.missing("expire_time");
        }
        if (timeInForce != TimeInForce.GTD && time != 0) {
            throw ApiError.badRequest("INVALID_EXPIRE_TIME", "expire_time goes with time_in_force GTD alone");
        }
        return time;
    }

    private static long quoteAmount(final ObjectNode json, final OrderType type, final Side side) {
        if (type == OrderType.MARKET && side == Side.BUY) {
            return Fields.amount(json, "quote_amount", "INVALID_QUOTE_AMOUNT");
        }
        Fields.rejectAmount(
                json, "quote_amount", "INVALID_QUOTE_AMOUNT", "only a market buy can be given a quote_amount");
        return 0;
    }

    private static long trailingOffset(final ObjectNode json, final OrderType type) {
        requireTrailing(json, type);
        return Fields.amount(json, "trailing_offset", "INVALID_TRAILING_OFFSET");
    }

    private static int trailingRate(final ObjectNode json, final OrderType type) {
        if (type != OrderType.TRAILING_STOP || !Fields.isGiven(json, "trailing_bps")) {
            return 0;
        }
        final JsonNode node = json.get("trailing_bps");
        final long units = Amounts.parse(node, "trailing_bps", "INVALID_TRAILING_OFFSET", 0);
        final long ppm = units / UNITS_PER_PPM_IN_BPS;
        if (units % UNITS_PER_PPM_IN_BPS != 0 || ppm < 1 || ppm > MAX_PPM) {
            throw ApiError.badRequest(
                    "INVALID_TRAILING_OFFSET", "trailing_bps must be 0.01 to 9999.99 with at most 2 decimals");
        }
        return (int) ppm;
    }

    private static void requireTrailing(final ObjectNode json, final OrderType type) {
        if (type != OrderType.TRAILING_STOP) {
            final String why = "only a trailing_stop order trails";
            Fields.rejectAmount(json, "trailing_offset", "INVALID_TRAILING_OFFSET", why);
            Fields.rejectAmount(json, "trailing_bps", "INVALID_TRAILING_OFFSET", why);
        } else if (Fields.isGiven(json, "trailing_offset") == Fields.isGiven(json, "trailing_bps")) {
            throw ApiError.badRequest(
                    "INVALID_TRAILING_OFFSET", "a trailing_stop order has either trailing_offset or trailing_bps");
        }
    }
}
