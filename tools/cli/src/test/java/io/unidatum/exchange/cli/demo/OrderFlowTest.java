package io.unidatum.exchange.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.unidatum.exchange.cli.rest.RestRequest;
import io.unidatum.exchange.protocol.Decimal8;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderFlowTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long[] ACCOUNTS = {1061, 1062, 1063};

    @Test
    void ordersAreOnTickAndLotAndComeFromEveryAccountInEverySymbol() throws IOException {
        final List<Instrument> instruments = List.of(
                instrument("DEC/USD", "0.01", "0.01", null),
                instrument("DEC/BTC", "0.000001", "1", "0.0017"),
                instrument("NEW/USD", "0.5", "10", null));
        final Map<String, Long> ticks = Map.of("DEC/USD", 1_000_000L, "DEC/BTC", 100L, "NEW/USD", 50_000_000L);
        final Map<String, Long> lots =
                Map.of("DEC/USD", 1_000_000L, "DEC/BTC", Decimal8.ONE, "NEW/USD", 10 * Decimal8.ONE);
        final OrderFlow flow = new OrderFlow(instruments, ACCOUNTS, "test", new Random(5));
        final Map<String, Integer> symbols = new HashMap<>();
        final Set<Long> accounts = new HashSet<>();
        final Set<String> ids = new HashSet<>();
        final Set<String> kinds = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            final RestRequest request = flow.next();
            final JsonNode body = request.body();
            final String symbol = body.path("symbol").asText();
            symbols.merge(symbol, 1, Integer::sum);
            accounts.add(request.account());
            ids.add(body.path("client_order_id").asText());
            kinds.add(request.path().substring("/api/v1/orders".length())
                    + body.path("type").asText()
                    + body.path("time_in_force").asText()
                    + (body.has("post_only") ? " post-only" : "")
                    + (body.has("display_quantity") ? " iceberg" : ""));
            final long quantity = Decimal8.parse(body.path("quantity").asText());
            assertThat(quantity).isPositive();
            assertThat(quantity % lots.get(symbol)).isZero();
            for (final String name : List.of("price", "stop_price")) {
                if (body.has(name)) {
                    final long price = Decimal8.parse(body.path(name).asText());
                    assertThat(price).isPositive();
                    assertThat(price % ticks.get(symbol)).isZero();
                }
            }
            if (body.has("display_quantity")) {
                final long displayed =
                        Decimal8.parse(body.path("display_quantity").asText());
                assertThat(displayed).isBetween(1L, quantity - 1);
                assertThat(displayed % lots.get(symbol)).isZero();
            }
            if (body.has("stop_client_order_id")) {
                final boolean sells = body.path("side").asText().equals("sell");
                final long limit = Decimal8.parse(body.path("price").asText());
                assertThat(limit > Decimal8.parse(body.path("stop_price").asText()))
                        .isEqualTo(sells);
            }
        }
        assertThat(symbols.values()).containsExactly(1_000, 1_000, 1_000);
        assertThat(accounts).containsExactlyInAnyOrder(1061L, 1062L, 1063L);
        assertThat(ids).hasSize(3_000);
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "limit",
                        "limit post-only",
                        "limit iceberg",
                        "limitIOC",
                        "market",
                        "stop",
                        "stop_limit",
                        "/oco");
    }

    @Test
    void beginsAtTheLastPrice() throws IOException {
        assertThat(instrument("DEC/USD", "0.01", "0.01", "42.13").price())
                .isBetween(Decimal8.parse("42"), Decimal8.parse("42.13"));
        assertThat(instrument("DEC/USD", "0.01", "0.01", null).price()).isEqualTo(100 * Decimal8.ONE);
    }

    private static Instrument instrument(final String symbol, final String tick, final String lot, final String last)
            throws IOException {
        return Instrument.of(
                MAPPER.createObjectNode()
                        .put("symbol", symbol)
                        .put("tick_size", tick)
                        .put("lot_size", lot),
                MAPPER.createObjectNode().put("last_price", last));
    }
}
