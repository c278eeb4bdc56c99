package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.protocol.Decimal8;
import java.util.Map;

/**
 * An instrument as the demonstration trades it. All amounts with 8 decimals.
 *
 * @param symbol such as DEC/USD.
 * @param step between the prices that are quoted: a multiple of the tick.
 * @param lot quantity step.
 * @param price around which it is traded at first.
 * @param maxLots most lots of one order.
 */
record Instrument(String symbol, long step, long lot, long price, long maxLots) {
    private static final Map<String, String> FIRST_PRICES =
            Map.of("DEC/USD", "100", "BTC/USD", "60000", "ETH/USD", "3000", "DEC/BTC", "0.0016");
    private static final Map<String, String> LARGEST_ORDERS = Map.of("DEC", "50", "BTC", "0.05", "ETH", "0.5");
    private static final int STEPS_IN_PRICE = 2_000;
    private static final int DEFAULT_TICKS = 10_000;
    private static final int DEFAULT_LOTS = 10;

    /** Reads what the exchange says of an instrument and its ticker. */
    static Instrument of(final JsonNode json, final JsonNode ticker) {
        final String symbol = json.path("symbol").asText();
        final long tick = Decimal8.parse(json.path("tick_size").asText());
        final long lot = Decimal8.parse(json.path("lot_size").asText());
        final String last = ticker.path("last_price").asText("");
        final long wanted;
        if (ticker.path("last_price").isTextual() && !last.isEmpty()) {
            wanted = Decimal8.parse(last);
        } else {
            wanted = FIRST_PRICES.containsKey(symbol) ? Decimal8.parse(FIRST_PRICES.get(symbol)) : tick * DEFAULT_TICKS;
        }
        final long step = Math.max(1, wanted / STEPS_IN_PRICE / tick) * tick;
        final String largest = LARGEST_ORDERS.get(symbol.substring(0, Math.max(0, symbol.indexOf('/'))));
        final long maxLots = largest == null ? DEFAULT_LOTS : Math.max(1, Decimal8.parse(largest) / lot);
        return new Instrument(symbol, step, lot, Math.max(step * 100, wanted / step * step), maxLots);
    }
}
