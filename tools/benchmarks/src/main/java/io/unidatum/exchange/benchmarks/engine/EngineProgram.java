package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.benchmarks.Machine;
import io.unidatum.exchange.benchmarks.Settings;
import java.util.Map;

/** Runs in the benchmark's own JVM. */
public final class EngineProgram {
    private static final long MILLION = 1_000_000;

    private final Settings settings;
    private final int turns;
    private final int warmups;
    private final int commands;
    private final long seed;

    EngineProgram(final Map<String, String> environment) {
        settings = new Settings(environment);
        turns = settings.count("TURNS", 5, 1);
        warmups = settings.count("WARMUPS", 3, 1);
        commands = settings.count("COMMANDS", 2_000_000, Flow.PERIOD);
        seed = settings.number("SEED", 1, 0);
    }

    /**
     * Entry.
     *
     * @param arguments none.
     */
    public static void main(final String[] arguments) {
        Machine.print();
        System.exit(new EngineProgram(System.getenv()).run() ? 0 : 1);
    }

    private boolean run() {
        final String part = settings.word("PART", "all");
        boolean clean = true;
        if (part.equals("all") || part.equals("small")) {
            clean &= throughput(Shape.SMALL);
        }
        if (part.equals("all") || part.equals("large")) {
            clean &= throughput(Shape.LARGE);
        }
        if (part.equals("all") || part.equals("state")) {
            new StateCost(settings.count("STATE_SMALL", 100_000, 100), "100k", turns).run(false);
            new StateCost(settings.count("STATE_LARGE", 1_000_000, 100), "1m", turns).run(true);
        }
        if (!clean) {
            System.out.println("FAILED: commands allocated memory");
        }
        return clean;
    }

    private boolean throughput(final Shape shape) {
        final long validFor = settings.number("VALID_MS", 100, 1) * MILLION;
        final Throughput throughput = new Throughput(shape, turns, warmups, commands, seed, validFor);
        try {
            return throughput.run();
        } finally {
            throughput.free();
        }
    }
}
