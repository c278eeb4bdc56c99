package io.unidatum.exchange.engine;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Random histories for properties, which shrink to few steps of small numbers. */
final class Histories {
    private Histories() {}

    static Arbitrary<List<Step>> upTo(final int length) {
        return Combinators.combine(
                        Arbitraries.of(Steps.KINDS),
                        Arbitraries.of(Steps.ACCOUNTS),
                        Arbitraries.of(Steps.INSTRUMENTS),
                        Arbitraries.of(false, true),
                        numbers(),
                        numbers(),
                        numbers(),
                        numbers())
                .as(Step::new)
                .list()
                .ofMaxSize(length)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> numbers() {
        return Arbitraries.integers()
                .between(0, Steps.MAX)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }
}
