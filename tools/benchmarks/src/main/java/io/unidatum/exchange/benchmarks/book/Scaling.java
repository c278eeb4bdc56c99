package io.unidatum.exchange.benchmarks.book;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The mixed flow in books of more and more orders at wider and wider prices: what happens near the touch should cost
 * the same whatever rests behind it.
 */
final class Scaling {
    /** A size of the book. */
    record Size(int resting, int asleep, int scale) {
        @Override
        public String toString() {
            return String.format("%,d orders, prices %,d apart", resting + asleep, scale);
        }
    }

    private static final List<Size> SIZES = List.of(
            new Size(1_000, 0, 1),
            new Size(1_000, 0, 100),
            new Size(1_000, 10_000, 1),
            new Size(1_000, 100_000, 1),
            new Size(1_000, 1_000_000, 1),
            new Size(1_000, 1_000_000, 100));

    private Scaling() {}

    /** Median CPU time a message, in nanoseconds, by size. The sizes take turns, too. */
    static List<Double> run(final int messages, final int turns, final int warmUps, final long seed) {
        final List<Flow> flows = new ArrayList<>();
        for (final Size size : SIZES) {
            flows.add(Flows.mixed(messages, size.resting, size.asleep, size.scale, seed));
        }
        final Supplier<BookEngine> ours = PooledEngine::new;
        final Contest contest = new Contest(List.of(ours), 1, 0);
        final List<List<Double>> times = new ArrayList<>();
        flows.forEach(flow -> times.add(new ArrayList<>()));
        for (int turn = -warmUps; turn < turns; turn++) {
            for (int i = 0; i < flows.size(); i++) {
                final double nanos = contest.run(flows.get(i)).get(0).median();
                if (turn >= 0) {
                    times.get(i).add(nanos);
                }
            }
        }
        return times.stream()
                .map(turnsOfSize -> turnsOfSize.stream().sorted().toList().get(turnsOfSize.size() / 2))
                .toList();
    }

    static List<Size> sizes() {
        return SIZES;
    }
}
