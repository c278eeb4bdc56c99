package io.unidatum.exchange.engine;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random histories. */
final class Steps {
    private Steps() {}

    static Arbitrary<List<Step>> upTo(final int length) {
        final Arbitrary<Step.Kind> kinds = Arbitraries.frequency(
                Tuple.of(12, Step.Kind.LIMIT),
                Tuple.of(3, Step.Kind.IOC),
                Tuple.of(3, Step.Kind.MARKET),
                Tuple.of(4, Step.Kind.CANCEL),
                Tuple.of(3, Step.Kind.AMEND),
                Tuple.of(2, Step.Kind.AMEND_SMALLER),
                Tuple.of(2, Step.Kind.ADMIN));
        return Combinators.combine(
                        kinds,
                        accounts(),
                        Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(4, 2), Tuple.of(4, 3), Tuple.of(1, 4))
                                .withoutEdgeCases(),
                        Arbitraries.of(true, false),
                        uniform(),
                        uniform(),
                        uniform())
                .as(Step::new)
                .list()
                .ofMaxSize(length)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Five that exist and now and then one that does not. */
    private static Arbitrary<Integer> accounts() {
        return Arbitraries.frequency(
                        Tuple.of(8, 0), Tuple.of(8, 1), Tuple.of(8, 2), Tuple.of(8, 3), Tuple.of(8, 4), Tuple.of(1, 5))
                .withoutEdgeCases();
    }

    private static Arbitrary<Integer> uniform() {
        return Arbitraries.integers()
                .between(0, 500)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }
}
