package io.unidatum.exchange.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void shouldReadNumbersAndStringsExactly() {
        assertThat(parse("0.1")).isEqualTo(10_000_000L);
        assertThat(parse("\"0.1\"")).isEqualTo(10_000_000L);
        assertThat(parse("100.00")).isEqualTo(10_000_000_000L);
        assertThat(parse("1e2")).isEqualTo(10_000_000_000L);
        assertThat(parse("\"1E-8\"")).isEqualTo(1L);
        // Neither of these survives a double.
        assertThat(parse("90071992547.40993001")).isEqualTo(9_007_199_254_740_993_001L);
        assertThat(parse("\"92233720368.54775807\"")).isEqualTo(Long.MAX_VALUE);
        assertThat(parse("0.00000001")).isEqualTo(1L);
        assertThat(parse("0.100000000000000000000")).isEqualTo(10_000_000L);
        assertThat(parse("null")).isEqualTo(-7);
    }

    @Test
    void shouldRefuseWhatIsNotExactOrNoDecimalAtAll() {
        Stream.of(
                        "0.000000001",
                        "92233720368.54775808",
                        "1e999999999",
                        "1e-999999999",
                        "\"1e999\"",
                        "\"\"",
                        "\" 1\"",
                        "\"+1\"",
                        "\"0x10\"",
                        "\"1,5\"",
                        "\"NaN\"",
                        "\"Infinity\"",
                        "\"\\u0661\"",
                        "\"" + "9".repeat(41) + "\"",
                        "true",
                        "[]",
                        "{}")
                .forEach(text -> assertThatThrownBy(() -> parse(text))
                        .as(text)
                        .isInstanceOfSatisfying(
                                ApiException.class,
                                ex -> assertThat(ex.error().code()).isEqualTo("INVALID_PRICE")));
    }

    @Test
    void shouldRoundAveragesAndValues() {
        assertThat(Amounts.averagePrice(0, 0)).isNull();
        // 1 / 3
        assertThat(Amounts.averagePrice(100_000_000L, 300_000_000L)).isEqualTo("0.33333333");
        assertThat(Amounts.averagePrice(200_000_000L, 300_000_000L)).isEqualTo("0.66666667");
        assertThat(Amounts.value(150_000_000L, 10_000_000_000L)).isEqualTo("150");
        assertThat(Amounts.value(Long.MAX_VALUE, Long.MAX_VALUE)).startsWith("850705917302346");
    }

    private static long parse(final String json) {
        final JsonNode node = Json.parseObject(("{\"v\":" + json + "}").getBytes(StandardCharsets.UTF_8))
                .get("v");
        return Amounts.parse(node, "price", "INVALID_PRICE", -7);
    }
}
