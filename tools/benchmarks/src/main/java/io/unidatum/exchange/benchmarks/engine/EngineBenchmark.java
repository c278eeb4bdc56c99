package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
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
        return List.of("TURNS  measured turns of each size, 5", "SEED   of the generated flow, 1");
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("-Xms6g", "-Xmx6g", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch");
    }

    @Override
    protected Class<?> program() {
        return EngineProgram.class;
    }
}
