package io.unidatum.exchange.marketdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.protocol.Decimal8;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The JSON and the hash values that stand in Redis, as {@code docs/redis.md} describes them. Amounts are decimal text,
 * times ISO 8601 in UTC with microseconds, what there is not is null. Thread safe.
 */
final class RedisDocuments {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MINUTE_FIELDS = 7;
    private static final String AUCTION = "auction";

    private RedisDocuments() {}

    static String book(final MarketImage market) {
        final ObjectNode node = head(market);
        node.set("bids", levels(market.bids()));
        node.set("asks", levels(market.asks()));
        return node.toString();
    }

    static String ticker(final MarketImage market) {
        final TickerSummary ticker = market.ticker();
        final WindowSummary window = ticker.window();
        final ObjectNode node = head(market);
        putPositive(node, "best_bid", ticker.bestBid());
        putPositive(node, "best_bid_quantity", ticker.bestBidQuantity());
        putPositive(node, "best_ask", ticker.bestAsk());
        putPositive(node, "best_ask_quantity", ticker.bestAskQuantity());
        putPositive(node, "last_price", ticker.lastPrice());
        putPositive(node, "last_quantity", ticker.lastQuantity());
        putPositive(node, "open", window.open());
        putPositive(node, "high", window.high());
        putPositive(node, "low", window.low());
        node.put("volume", Decimal8.format(window.volume()));
        node.put("quote_volume", Decimal8.format(window.quoteVolume()));
        node.put("trade_count", window.tradeCount());
        return node.toString();
    }

    static ObjectNode trade(final String symbol, final LastTrade trade) {
        return NODES.objectNode()
                .put("trade_id", Long.toUnsignedString(trade.tradeId()))
                .put("symbol", symbol)
                .put("price", Decimal8.format(trade.price()))
                .put("quantity", Decimal8.format(trade.quantity()))
                .put("side", trade.takerSide() == Side.BUY ? "buy" : "sell")
                .put("sequence", trade.instrumentSequence())
                .put("time", time(trade.time()))
                .put("kind", trade.kind() == TradeKind.AUCTION ? AUCTION : "continuous");
    }

    static String trades(final String symbol, final List<LastTrade> trades) {
        final ArrayNode node = NODES.arrayNode(trades.size());
        for (final LastTrade trade : trades) {
            node.add(trade(symbol, trade));
        }
        return node.toString();
    }

    /**
     * Reads what {@link #trade} wrote.
     *
     * @throws IllegalArgumentException if it is not that.
     */
    static LastTrade parseTrade(final String json) {
        try {
            final JsonNode node = MAPPER.readTree(json);
            final Instant time = Instant.parse(node.required("time").asText());
            return new LastTrade(
                    node.required("sequence").asLong(),
                    Long.parseUnsignedLong(node.required("trade_id").asText()),
                    Decimal8.parse(node.required("price").asText()),
                    Decimal8.parse(node.required("quantity").asText()),
                    "buy".equals(node.required("side").asText()) ? Side.BUY : Side.SELL,
                    time.getEpochSecond() * NANOS_PER_SECOND + time.getNano(),
                    AUCTION.equals(node.path("kind").asText()) ? TradeKind.AUCTION : TradeKind.CONTINUOUS);
        } catch (final JsonProcessingException | RuntimeException ex) {
            throw new IllegalArgumentException("not a trade: " + json, ex);
        }
    }

    static String minute(final MinuteSummary minute) {
        return Decimal8.format(minute.open())
                + ','
                + Decimal8.format(minute.high())
                + ','
                + Decimal8.format(minute.low())
                + ','
                + Decimal8.format(minute.close())
                + ','
                + Decimal8.format(minute.volume())
                + ','
                + Decimal8.format(minute.quoteVolume())
                + ','
                + minute.tradeCount();
    }

    /**
     * Reads what {@link #minute} wrote.
     *
     * @throws IllegalArgumentException if it is not that.
     */
    static MinuteSummary parseMinute(final String field, final String value) {
        final String[] parts = value.split(",", -1);
        if (parts.length != MINUTE_FIELDS) {
            throw new IllegalArgumentException("not a minute: " + value);
        }
        try {
            return new MinuteSummary(
                    Long.parseLong(field),
                    Decimal8.parse(parts[0]),
                    Decimal8.parse(parts[1]),
                    Decimal8.parse(parts[2]),
                    Decimal8.parse(parts[3]),
                    Decimal8.parse(parts[4]),
                    Decimal8.parse(parts[5]),
                    Long.parseLong(parts[6]));
        } catch (final ArithmeticException ex) {
            throw new IllegalArgumentException("not a minute: " + value, ex);
        }
    }

    static String time(final long timeNs) {
        return TIME.format(Instant.ofEpochSecond(
                Math.floorDiv(timeNs, NANOS_PER_SECOND), Math.floorMod(timeNs, NANOS_PER_SECOND)));
    }

    private static ObjectNode head(final MarketImage market) {
        return NODES.objectNode()
                .put("symbol", market.symbol())
                .put("sequence", market.sequence())
                .put("time", market.time() == 0 ? null : time(market.time()))
                .put("status", market.status().name().toLowerCase(Locale.ROOT))
                .put("status_until", market.statusUntil() == 0 ? null : time(market.statusUntil()));
    }

    private static ArrayNode levels(final BookLevels levels) {
        final ArrayNode node = NODES.arrayNode(levels.prices().length);
        for (int i = 0; i < levels.prices().length; i++) {
            node.addArray()
                    .add(Decimal8.format(levels.prices()[i]))
                    .add(Decimal8.format(levels.quantities()[i]))
                    .add(levels.orderCounts()[i]);
        }
        return node;
    }

    private static void putPositive(final ObjectNode node, final String name, final long value) {
        node.put(name, value == 0 ? null : Decimal8.format(value));
    }
}
