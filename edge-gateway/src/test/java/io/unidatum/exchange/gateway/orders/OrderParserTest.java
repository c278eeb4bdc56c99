package io.unidatum.exchange.gateway.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderParserTest {
    private static final String ORDER = "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":10,"
            + "\"price\":100.00,\"time_in_force\":\"IOC\",\"client_order_id\":\"a-1\",\"post_only\":false,"
            + "\"reduce_only\":false,\"stop_price\":null}";

    private final InstrumentDirectory instruments = new InstrumentDirectory();
    private final OrderParser parser = new OrderParser(instruments);

    @BeforeEach
    void setUp() {
        instruments.replace(List.of(
                new Instrument(
                        1,
                        "DEC/USD",
                        1,
                        2,
                        "DEC",
                        "USD",
                        1,
                        1,
                        1,
                        1,
                        InstrumentStatus.OPEN,
                        0,
                        Instrument.CollarRules.NONE),
                new Instrument(
                        4,
                        "DEC/BTC",
                        1,
                        3,
                        "DEC",
                        "BTC",
                        1,
                        1,
                        1,
                        1,
                        InstrumentStatus.OPEN,
                        0,
                        Instrument.CollarRules.NONE)));
    }

    @Test
    void shouldReadEveryField() {
        final NewOrderRequest order = parse(ORDER);

        assertThat(order.instrument().instrumentId()).isEqualTo(1);
        assertThat(order.side()).isEqualTo(Side.BUY);
        assertThat(order.type()).isEqualTo(OrderType.LIMIT);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.IOC);
        assertThat(order.price()).isEqualTo(10_000_000_000L);
        assertThat(order.quantity()).isEqualTo(1_000_000_000L);
        assertThat(order.clientOrderId()).isEqualTo("a-1");
    }

    @Test
    void shouldTakeTheAliasesAndDefaults() {
        final NewOrderRequest market =
                parse("{\"symbol\":\"decbtc\",\"side\":\"SELL\",\"order_type\":\"MARKET\",\"quantity\":\"1\"}");
        assertThat(market.type()).isEqualTo(OrderType.MARKET);
        assertThat(market.timeInForce()).isEqualTo(TimeInForce.IOC);
        assertThat(market.instrument().instrumentId()).isEqualTo(4);
        assertThat(market.price()).isZero();
        assertThat(market.clientOrderId()).isEmpty();

        assertThat(parse("{\"symbol\":\"DEC_USD\",\"side\":\"sell\",\"type\":\"limit\",\"order_type\":\"limit\","
                                + "\"quantity\":1,\"price\":\"2\"}")
                        .timeInForce())
                .isEqualTo(TimeInForce.GTC);
        assertThatThrownBy(() -> parse("{\"symbol\":\"DEC-USD\",\"side\":\"sell\",\"type\":\"limit\","
                        + "\"order_type\":\"market\",\"quantity\":1,\"price\":\"2\"}"))
                .hasMessageContaining("INVALID_TYPE");
        assertThatThrownBy(() -> parse(
                        "{\"symbol\":\"DEC-USD\",\"side\":\"sell\",\"type\":\"market\",\"quantity\":1,\"price\":2}"))
                .hasMessageContaining("INVALID_PRICE");
    }

    @Test
    void shouldAnswerAnyInputWithAnOrderOrAStableCode() {
        final Random random = new Random(20_261_122);
        final String alphabet = "{}[]\":,.0123456789eE+-truefalsn \\u/\u0000\u00e9";
        int orders = 0;
        for (int i = 0; i < 15_000; i++) {
            final StringBuilder text = new StringBuilder(ORDER);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                final int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            try {
                final NewOrderRequest order = parse(text.toString());
                assertThat(order.quantity()).isPositive();
                assertThat(order.price()).isPositive();
                orders++;
            } catch (final ApiException ex) {
                assertThat(ex.error().status()).isBetween(400, 499);
                assertThat(ex.error().code()).matches("[A-Z_]+");
            }
        }
        assertThat(orders).isPositive();
    }

    @Test
    void shouldNotSpendTimeOnAbsurdNumbers() {
        final String[] absurd = {"1e2147483647", "1e-2147483647", "1e99999999999", "0e999999999", "\"1e999\""};
        for (final String number : absurd) {
            final long startNs = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThatThrownBy(() -> parse("{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\","
                                + "\"quantity\":1,\"price\":" + number + "}"))
                        .isInstanceOf(ApiException.class);
            }
            assertThat(System.nanoTime() - startNs).as(number).isLessThan(10_000_000_000L);
        }
    }

    private NewOrderRequest parse(final String json) {
        return parser.parseOrder(Json.parseObject(json.getBytes(StandardCharsets.UTF_8)));
    }
}
