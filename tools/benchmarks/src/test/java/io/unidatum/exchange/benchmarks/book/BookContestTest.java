package io.unidatum.exchange.benchmarks.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiny flows: that the benchmark works and the engines agree, not how fast they are. */
class BookContestTest {
    private static final int MESSAGES = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"touch", "static", "swing", "crash", "mixed"})
    void shouldMakeTheSameTradesInAllEngines(final String name) {
        final Flow flow = Flows.generate(name, MESSAGES, 7);

        final List<Contest.Result> results =
                new Contest(List.of(PooledEngine::new, ExchangeCoreEngine::new), 1, 0).run(flow);

        assertThat(flow.measured()).isEqualTo(MESSAGES);
        assertThat(results).extracting(Contest.Result::digest).doesNotContain(0L);
        assertThat(results.get(0).digest()).isEqualTo(results.get(1).digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"touch", "crash"})
    void shouldGenerateTheSameFlowFromTheSameSeed(final String name) {
        assertThat(Flows.generate(name, MESSAGES, 7).words())
                .isEqualTo(Flows.generate(name, MESSAGES, 7).words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"touch", "mixed"})
    void shouldAllocateNothingInSteadyState(final String name) {
        assertThat(Allocation.ofSteadyState(Flows.generate(name, MESSAGES, 7))).isZero();
    }
}
