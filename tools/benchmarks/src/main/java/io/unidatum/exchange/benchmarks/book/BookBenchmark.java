package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
import java.util.List;

/** {@code bench NAME=book}: our book and its peers under the same flows. */
public final class BookBenchmark extends ForkedBenchmark {
    /** Constructs the benchmark; called by the service loader. */
    public BookBenchmark() {}

    @Override
    public String name() {
        return "book";
    }

    @Override
    public String description() {
        return "The order book against exchange-core's, the same flows in one JVM";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "TURNS     measured turns of each engine at each flow, 10",
                "MESSAGES  measured messages of a flow, 1000000",
                "FLOWS     which, by commas: touch,static,swing,crash,mixed",
                "SCALING   no: leave the sizes of books out",
                "SEED      of the generated flows, 1");
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of(
                "-Xms3g",
                "-Xmx3g",
                "-XX:+UseParallelGC",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseTransparentHugePages",
                "-Djol.magicFieldOffset=true",
                "-Djol.skipHotspotSAAttach=true",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+EnableDynamicAgentLoading",
                "-Djdk.attach.allowAttachSelf=true");
    }

    @Override
    protected Class<?> program() {
        return BookProgram.class;
    }
}
