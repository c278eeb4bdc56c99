package io.unidatum.exchange.benchmarks.model;

import io.unidatum.exchange.benchmarks.Figures;
import io.unidatum.exchange.benchmarks.Machine;
import io.unidatum.exchange.benchmarks.Settings;
import io.unidatum.exchange.engine.ModelComparison;

/** Runs in the benchmark's own JVM. Ends with 1 at the first history on which the two disagree. */
public final class ModelProgram {
    private static final long PROGRESS_NS = 10_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;

    private ModelProgram() {}

    /**
     * Entry.
     *
     * @param arguments none: settings come from the environment.
     */
    public static void main(final String[] arguments) {
        final Settings settings = Settings.ofEnvironment();
        final long minutes = settings.number("MINUTES", 1, 1);
        final long firstSeed = settings.number("SEED", System.currentTimeMillis(), 0);
        final int steps = settings.count("STEPS", 400, 1);
        Machine.print();
        System.out.println("Histories of " + steps + " steps from SEED=" + firstSeed + " on, for " + minutes + " min");

        final ModelComparison comparison = new ModelComparison();
        final long start = System.nanoTime();
        long lastProgress = start;
        long seed = firstSeed;
        boolean agree = true;
        while (agree && System.nanoTime() - start < minutes * MINUTE_NS) {
            agree = comparison.compare(seed++, steps);
            if (System.nanoTime() - lastProgress >= PROGRESS_NS) {
                lastProgress = System.nanoTime();
                System.out.println((lastProgress - start) / 1_000_000_000L + " s: " + comparison.histories()
                        + " histories, " + comparison.commands() + " commands agreed, next SEED=" + seed);
            }
        }
        if (!agree) {
            System.out.println("The engine and the model disagree: " + comparison.disagreement());
        }
        comparison.seen().forEach((what, times) -> System.out.println("  " + what + " " + times));
        Figures.print("model.commands_agreed", comparison.commands(), "commands");
        Figures.print("model.histories", comparison.histories(), "histories");
        Figures.print("model.disagreements", agree ? 0 : 1, "histories");
        System.exit(agree ? 0 : 1);
    }
}
