package io.unidatum.exchange.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class StateCostTest {
    @Test
    void shouldMeasureAStateOfAnySize() {
        assertThatCode(() -> new StateCost(500, "tiny", 2).run(false)).doesNotThrowAnyException();
    }
}
