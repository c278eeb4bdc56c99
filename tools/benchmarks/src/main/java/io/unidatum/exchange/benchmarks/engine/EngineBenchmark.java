package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
import io.unidatum.exchange.benchmarks.Settings;
import java.util.List;

/** {@code bench NAME=engine}: commands a second through the whole state machine, on one core. */
public final class EngineBenchmark extends ForkedBenchmark {
    /** Constructs the benchmark; called by the service loader. */
    public EngineBenchmark() {}

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public String description() {
        return "The whole state machine, from SBE command to journal frame, on one core";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "PART      what to measure: small, large, state (memory and snapshots) or all, all",
                "TURNS     measured turns of each part, 5",
                "WARMUPS   turns before them, 3",
                "COMMANDS  in a turn, 2000000",
                "SEED      of the generated flow, 1",
                "VALID_MS  how far ahead of the cluster's time a command's validUntil is, 100",
                "CHECKS    1: with Agrona's bounds checks, as the small profile runs, 0",
                "GC        Parallel, Serial, G1 or Z, Parallel");
    }

    @Override
    protected List<String> jvmOptions() {
        final Settings settings = Settings.ofEnvironment();
        return List.of(
                "-Xms4g",
                "-Xmx4g",
                "-XX:+Use" + settings.word("GC", "Parallel") + "GC",
                "-XX:+UseTransparentHugePages",
                "-Dagrona.disable.bounds.checks=" + (settings.number("CHECKS", 0, 0) == 0));
    }

    @Override
    protected Class<?> program() {
        return EngineProgram.class;
    }
}
