package io.unidatum.exchange.benchmarks.disk;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
import java.util.List;

/** {@code bench NAME=disk}: three nodes under load, and what their log, journal and snapshots take of the disk. */
public final class DiskBenchmark extends ForkedBenchmark {
    /** Constructs the benchmark. */
    public DiskBenchmark() {}

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String description() {
        return "What three nodes keep on disk under load, while the journal is acknowledged and while it is not";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "MINUTES            of load while a consumer acknowledges, 10",
                "QUOTES_PER_SECOND  mass quotes of 20 levels each, 400",
                "SNAPSHOT_LOG_MB    log between two snapshots, 8",
                "LIMIT_MB           disk of a node while nobody acknowledges, 512");
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
    }

    @Override
    protected Class<?> program() {
        return DiskProgram.class;
    }
}
