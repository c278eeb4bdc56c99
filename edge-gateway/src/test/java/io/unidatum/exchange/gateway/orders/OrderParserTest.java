package io.unidatum.exchange.gateway.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.gateway.api.Json;
import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.gateway.view.InstrumentDirectory;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderParserTest {
    private static final String ORDER = "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":10,"
            + "\"price\":100.00,\"time_in_force\":\"IOC\",\"client_order_id\":\"a-1\",\"post_only\":false,"
            + "\"reduce_only\":false,\"stop_price\":null}";

    private static final String[] SPECIAL = {
        "{\"symbol\":\"DEC/USD\",\"side\":\"sell\",\"type\":\"stop-limit\",\"quantity\":10,\"price\":99,"
                + "\"stop_price\":\"99.5\",\"time_in_force\":\"GTD\",\"expire_time\":\"2030-01-31T12:00:00.5+01:00\"}",
        "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"TRAILING_STOP\",\"quantity\":1,\"trailing_bps\":12.5,"
                + "\"reduce_only\":true,\"time_in_force\":\"DAY\"}",
        "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"market\",\"quote_amount\":500,"
                + "\"self_trade_prevention\":\"cancel-both\"}",
        "{\"symbol\":\"DEC/USD\",\"side\":\"buy\",\"type\":\"limit\",\"quantity\":9,\"price\":1,"
                + "\"display_quantity\":3,\"post_only\":true}"
    };
    private static final String OCO = "{\"symbol\":\"DEC/USD\",\"side\":\"sell\",\"quantity\":2,\"price\":110,"
            + "\"stop_price\":90,\"stop_limit_price\":\"89.5\",\"client_order_id\":\"a\","
            + "\"stop_client_order_id\":\"b\",\"time_in_force\":\"day\"}";
    private static final String QUOTE = "{\"bids\":[[99,1],[\"98.5\",\"2\"]],\"asks\":[{\"price\":101,\"quantity\":3}],"
            + "\"post_only\":true,\"self_trade_prevention\":\"cancel_oldest\"}";

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
    void shouldReadWhatEachTypeHas() {
        final NewOrderRequest stop = parse(SPECIAL[0]);
        assertThat(stop.type()).isEqualTo(OrderType.STOP_LIMIT);
        assertThat(stop.timeInForce()).isEqualTo(TimeInForce.GTD);
        assertThat(stop.terms().stopPrice()).isEqualTo(9_950_000_000L);
        assertThat(stop.terms().expireTime()).isEqualTo(1_896_087_600_500_000_000L);
        final NewOrderRequest trailing = parse(SPECIAL[1]);
        assertThat(trailing.type()).isEqualTo(OrderType.TRAILING_STOP);
        assertThat(trailing.terms().trailingRate()).isEqualTo(1_250);
        assertThat(trailing.terms().trailingOffset()).isZero();
        assertThat(trailing.reduceOnly()).isTrue();
        final NewOrderRequest amount = parse(SPECIAL[2]);
        assertThat(amount.quantity()).isZero();
        assertThat(amount.terms().quoteAmount()).isEqualTo(50_000_000_000L);
        assertThat(amount.prevention()).isEqualTo(SelfTradePrevention.CANCEL_BOTH);
        final NewOrderRequest iceberg = parse(SPECIAL[3]);
        assertThat(iceberg.terms().displayQuantity()).isEqualTo(300_000_000L);
        assertThat(iceberg.postOnly()).isTrue();
        assertThat(iceberg.prevention()).isEqualTo(SelfTradePrevention.NULL_VAL);
    }

    @Test
    void shouldNameWhatDoesNotGoTogether() {
        refused("INVALID_TYPE", SPECIAL[0].replace("stop-limit", "iceberg"));
        refused("INVALID_TYPE", SPECIAL[0].replace("stop-limit", "oco"));
        refused("MISSING_FIELD", SPECIAL[0].replace("stop_price", "display_quantity"));
        refused("MISSING_FIELD", SPECIAL[0].replace(",\"expire_time\":\"2030-01-31T12:00:00.5+01:00\"", ""));
        refused("INVALID_EXPIRE_TIME", SPECIAL[0].replace("GTD", "GTC"));
        refused("INVALID_EXPIRE_TIME", SPECIAL[0].replace("2030-01-31T12:00:00.5+01:00", "tomorrow"));
        refused("INVALID_EXPIRE_TIME", SPECIAL[0].replace("2030-01-31T12:00:00.5+01:00", "9999-01-31T12:00:00Z"));
        refused("INVALID_PRICE", SPECIAL[0].replace("stop-limit", "stop"));
        refused("INVALID_TRAILING_OFFSET", SPECIAL[1].replace("12.5", "12.501"));
        refused("INVALID_TRAILING_OFFSET", SPECIAL[1].replace("12.5", "10000"));
        refused("INVALID_TRAILING_OFFSET", SPECIAL[1].replace("12.5", "12.5,\"trailing_offset\":1"));
        refused("INVALID_TRAILING_OFFSET", SPECIAL[1].replace("\"trailing_bps\":12.5,", ""));
        refused("INVALID_TRAILING_OFFSET", SPECIAL[3].replace("\"price\":1", "\"price\":1,\"trailing_bps\":1"));
        refused("INVALID_QUOTE_AMOUNT", SPECIAL[2].replace("500", "500,\"quantity\":1"));
        refused("INVALID_QUOTE_AMOUNT", SPECIAL[2].replace("buy", "sell"));
        refused("INVALID_SELF_TRADE_PREVENTION", SPECIAL[2].replace("cancel-both", "none"));
        refused("INVALID_DISPLAY_QUANTITY", SPECIAL[3].replace("\"display_quantity\":3", "\"display_quantity\":-3"));
        refused("INVALID_FIELD", SPECIAL[3].replace("true", "1"));
        assertThatThrownBy(() -> parser.parseOco(json(OCO.replace("\"b\"", "\"a\""))))
                .hasMessageContaining("INVALID_CLIENT_ORDER_ID");
        assertThat(parser.parseOco(json(OCO)).stopLimitPrice()).isEqualTo(8_950_000_000L);
    }

    @Test
    void shouldTakeBidsAndAsksInTurn() {
        final QuoteRequest quote = QuoteParser.parse(instruments.require("DEC/USD"), json(QUOTE));
        assertThat(quote.levels())
                .containsExactly(
                        new QuoteRequest.Level(Side.BUY, 9_900_000_000L, 100_000_000L),
                        new QuoteRequest.Level(Side.SELL, 10_100_000_000L, 300_000_000L),
                        new QuoteRequest.Level(Side.BUY, 9_850_000_000L, 200_000_000L));
        assertThat(quote.postOnly()).isTrue();
    }

    @Test
    void shouldAnswerAnyInputWithAnOrderOrAStableCode() {
        assertThat(fuzz(ORDER, 15_000, json -> {
                    final NewOrderRequest order = parser.parseOrder(json);
                    assertThat(order.quantity()).isPositive();
                    assertThat(order.price()).isPositive();
                }))
                .isPositive();
        for (final String special : SPECIAL) {
            assertThat(fuzz(special, 5_000, json -> {
                        final NewOrderRequest order = parser.parseOrder(json);
                        assertThat(order.quantity() > 0 ^ order.terms().quoteAmount() > 0)
                                .isTrue();
                        assertThat(order.price()).isNotNegative();
                        assertThat(order.terms().stopPrice()).isNotNegative();
                        assertThat(order.terms().expireTime()).isNotNegative();
                        assertThat(order.terms().displayQuantity()).isNotNegative();
                        assertThat(order.terms().trailingRate()).isBetween(0, 999_999);
                    }))
                    .isPositive();
        }
        assertThat(fuzz(OCO, 5_000, json -> assertThat(parser.parseOco(json).stopPrice())
                        .isPositive()))
                .isPositive();
        assertThat(fuzz(QUOTE, 5_000, json -> QuoteParser.parse(instruments.require("DEC/USD"), json)
                        .levels()
                        .forEach(level -> {
                            assertThat(level.price()).isPositive();
                            assertThat(level.quantity()).isPositive();
                        })))
                .isPositive();
        final BatchParser batches = new BatchParser(parser);
        final String batch = "{\"orders\":[" + SPECIAL[3] + ",{\"op\":\"cancel\",\"order_id\":\"5\"},{\"op\":\"amend\","
                + "\"client_order_id\":\"x\",\"stop_price\":3}," + OCO.replace("{", "{\"op\":\"oco\",") + "]}";
        assertThat(batches.parse(json(batch))).noneMatch(entry -> entry instanceof BatchEntry.Unreadable);
        assertThat(fuzz(batch, 5_000, json -> assertThat(batches.parse(json))
                        .hasSizeBetween(1, BatchParser.MAX_ENTRIES)
                        .allSatisfy(entry -> {
                            if (entry instanceof BatchEntry.Unreadable wrong) {
                                assertThat(wrong.error().status()).isBetween(400, 499);
                            }
                        })))
                .isPositive();
    }

    /** Damages a text in many ways. {@return how many of them could be read all the same} */
    private static int fuzz(final String original, final int times, final Consumer<ObjectNode> reader) {
        final Random random = new Random(20_261_122);
        final String alphabet = "{}[]\":,.0123456789eE+-truefalsn \\u/\u0000\u00e9";
        int read = 0;
        for (int i = 0; i < times; i++) {
            final StringBuilder text = new StringBuilder(original);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                final int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            try {
                reader.accept(json(text.toString()));
                read++;
            } catch (final ApiException ex) {
                assertThat(ex.error().status()).isBetween(400, 499);
                assertThat(ex.error().code()).matches("[A-Z_]+");
            }
        }
        return read;
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

    private void refused(final String code, final String json) {
        assertThatThrownBy(() -> parse(json)).as(json).hasMessageContaining(code);
    }

    private NewOrderRequest parse(final String text) {
        return parser.parseOrder(json(text));
    }

    private static ObjectNode json(final String text) {
        return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
    }
}
