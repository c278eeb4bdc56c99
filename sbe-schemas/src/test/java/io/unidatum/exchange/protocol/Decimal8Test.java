package io.unidatum.exchange.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Decimal8Test {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "100.5, 10050000000, 100.5",
        "100.50, 10050000000, 100.5",
        "1e3, 100000000000, 1000",
        "-0.00000001, -1, -0.00000001",
        "92233720368.54775807, 9223372036854775807, 92233720368.54775807",
    })
    void shouldParseAndFormatExactly(final String text, final long value, final String formatted) {
        assertEquals(value, Decimal8.parse(text));
        assertEquals(formatted, Decimal8.format(value));
        assertEquals(value, Decimal8.parse(Decimal8.format(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000001", "92233720368.54775808", "1e400000000", "1e-400000000"})
    void shouldRefuseWhatDoesNotFit(final String text) {
        assertThrows(ArithmeticException.class, () -> Decimal8.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1,5", "NaN", "Infinity", "0x10", "11111111111111111111111111111111111111111"})
    void shouldRefuseWhatIsNoNumber(final String text) {
        assertThrows(NumberFormatException.class, () -> Decimal8.parse(text));
    }

    @Test
    void shouldFormatTheSmallestValue() {
        assertEquals("-92233720368.54775808", Decimal8.format(Long.MIN_VALUE));
    }
}
