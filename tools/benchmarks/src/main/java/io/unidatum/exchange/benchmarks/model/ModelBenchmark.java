package io.unidatum.exchange.benchmarks.model;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
import java.util.List;

/** {@code bench NAME=model MINUTES=...}: how many random commands the engine and the plain model agree on. */
public final class ModelBenchmark extends ForkedBenchmark {
    /** Constructs the benchmark; called by the service loader. */
    public ModelBenchmark() {}

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String description() {
        return "Random histories over all features: the state machine against the plain model, byte by byte";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "MINUTES  to run for, 1",
                "SEED     of the first history, by default taken from the clock",
                "STEPS    of each history, 400");
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("-Xmx1g", "-XX:+UseSerialGC");
    }

    @Override
    protected Class<?> program() {
        return ModelProgram.class;
    }
}
