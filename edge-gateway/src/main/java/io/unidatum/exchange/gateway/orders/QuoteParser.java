package io.unidatum.exchange.gateway.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.Amounts;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads mass quotes from JSON. Stateless. */
public final class QuoteParser {
    private static final Set<String> FIELDS = Set.of("bids", "asks", "post_only", "self_trade_prevention");
    private static final Set<String> LEVEL_FIELDS = Set.of("price", "quantity");

    private QuoteParser() {}

    /**
     * Reads a mass quote.
     *
     * @param instrument to quote.
     * @param json the client's object.
     * @return the quote; its levels in turn of each side's best first, as the lists have them.
     * @throws io.unidatum.exchange.gateway.api.ApiException 400 with a stable code if it cannot be read.
     */
    public static QuoteRequest parse(final Instrument instrument, final ObjectNode json) {
        Fields.rejectUnknown(json, FIELDS);
        final List<QuoteRequest.Level> bids = levels(json, "bids", Side.BUY);
        final List<QuoteRequest.Level> asks = levels(json, "asks", Side.SELL);
        if (bids.size() + asks.size() > QuoteRequest.MAX_LEVELS) {
            throw invalid("bids and asks may have " + QuoteRequest.MAX_LEVELS + " levels together");
        }
        final List<QuoteRequest.Level> levels = new ArrayList<>(bids.size() + asks.size());
        for (int i = 0; i < Math.max(bids.size(), asks.size()); i++) {
            if (i < bids.size()) {
                levels.add(bids.get(i));
            }
            if (i < asks.size()) {
                levels.add(asks.get(i));
            }
        }
        return new QuoteRequest(
                instrument, Fields.flag(json, "post_only"), OrderWords.prevention(json), List.copyOf(levels));
    }

    private static List<QuoteRequest.Level> levels(final ObjectNode json, final String field, final Side side) {
        final JsonNode list = json.get(field);
        if (list == null || list.isNull()) {
            throw ApiError.badRequest(
                    "MISSING_FIELD", field + " is missing: give bids and asks, as empty lists to quote nothing there");
        }
        if (!list.isArray() || list.size() > QuoteRequest.MAX_LEVELS) {
            throw invalid(field + " must be a list of at most " + QuoteRequest.MAX_LEVELS + " levels");
        }
        final List<QuoteRequest.Level> levels = new ArrayList<>(list.size());
        for (final JsonNode node : list) {
            levels.add(level(node, field, side));
        }
        return levels;
    }

    private static QuoteRequest.Level level(final JsonNode node, final String field, final Side side) {
        final JsonNode price;
        final JsonNode quantity;
        if (node.isArray() && node.size() == 2) {
            price = node.get(0);
            quantity = node.get(1);
        } else if (node instanceof ObjectNode object) {
            Fields.rejectUnknown(object, LEVEL_FIELDS);
            price = object.get("price");
            quantity = object.get("quantity");
        } else {
            throw invalid("a level of " + field + " is [price, quantity] or {\"price\":…,\"quantity\":…}");
        }
        return new QuoteRequest.Level(
                side,
                Fields.above0(Amounts.parse(price, "price", "INVALID_PRICE", 0), "price", "INVALID_PRICE"),
                Fields.above0(
                        Amounts.parse(quantity, "quantity", "INVALID_QUANTITY", 0), "quantity", "INVALID_QUANTITY"));
    }

    private static RuntimeException invalid(final String message) {
        return ApiError.badRequest("INVALID_QUOTE", message);
    }
}
