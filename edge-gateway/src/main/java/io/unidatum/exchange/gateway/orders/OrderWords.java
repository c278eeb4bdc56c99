package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.util.Locale;

/** The words that orders are described with; in either case, with hyphens or underscores. Stateless. */
final class OrderWords {
    private static final String TYPES =
            "limit, market, stop, stop_limit, take_profit, take_profit_limit or trailing_stop";

    private OrderWords() {}

    static Side side(final String text) {
        return switch (normal(text)) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw ApiError.badRequest("INVALID_SIDE", "side must be buy or sell");
        };
    }

    static OrderType type(final ObjectNode json) {
        final String type = Fields.text(json, "type");
        final String alias = Fields.text(json, "order_type");
        if (type != null && alias != null && !normal(type).equals(normal(alias))) {
            throw ApiError.badRequest("INVALID_TYPE", "type and order_type differ: give one of them");
        }
        final String text = type != null ? type : alias;
        if (text == null) {
            throw Fields.missing("type");
        }
        return switch (normal(text)) {
            case "limit" -> OrderType.LIMIT;
            case "market" -> OrderType.MARKET;
            case "stop", "stop_loss", "stop_market" -> OrderType.STOP;
            case "stop_limit", "stop_loss_limit" -> OrderType.STOP_LIMIT;
            case "take_profit", "take_profit_market" -> OrderType.TAKE_PROFIT;
            case "take_profit_limit" -> OrderType.TAKE_PROFIT_LIMIT;
            case "trailing_stop", "trailing_stop_market" -> OrderType.TRAILING_STOP;
            case "iceberg" ->
                throw ApiError.badRequest("INVALID_TYPE", "an iceberg is a limit order with display_quantity");
            case "oco" -> throw ApiError.badRequest("INVALID_TYPE", "send this to POST /api/v1/orders/oco");
            default -> throw ApiError.badRequest("INVALID_TYPE", "type must be " + TYPES);
        };
    }

    static TimeInForce timeInForce(final ObjectNode json, final OrderType type) {
        final String text = Fields.text(json, "time_in_force");
        if (text == null) {
            return type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
        }
        return switch (normal(text)) {
            // Many clients fill in GTC everywhere. A market order never rests, so nothing else can be meant.
            case "gtc" -> type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC;
            case "ioc" -> TimeInForce.IOC;
            case "fok" -> TimeInForce.FOK;
            case "gtd", "gtt" -> TimeInForce.GTD;
            case "day" -> TimeInForce.DAY;
            default ->
                throw ApiError.badRequest("INVALID_TIME_IN_FORCE", "time_in_force must be GTC, IOC, FOK, GTD or DAY");
        };
    }

    static SelfTradePrevention prevention(final ObjectNode json) {
        final String text = Fields.text(json, "self_trade_prevention");
        if (text == null) {
            return SelfTradePrevention.NULL_VAL;
        }
        return switch (normal(text)) {
            case "cancel_newest" -> SelfTradePrevention.CANCEL_NEWEST;
            case "cancel_oldest" -> SelfTradePrevention.CANCEL_OLDEST;
            case "cancel_both" -> SelfTradePrevention.CANCEL_BOTH;
            case "decrement_and_cancel" -> SelfTradePrevention.DECREMENT_AND_CANCEL;
            default ->
                throw ApiError.badRequest(
                        "INVALID_SELF_TRADE_PREVENTION",
                        "self_trade_prevention must be cancel_newest, cancel_oldest, cancel_both or"
                                + " decrement_and_cancel");
        };
    }

    static String normal(final String text) {
        return text.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
