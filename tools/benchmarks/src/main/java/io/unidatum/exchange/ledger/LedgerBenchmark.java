package io.unidatum.exchange.ledger;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
import java.util.List;

/** {@code bench NAME=ledger}: rows a second into PostgreSQL, beside plain COPY. */
public final class LedgerBenchmark extends ForkedBenchmark {
    /** Constructs the benchmark; called by the service loader. */
    public LedgerBenchmark() {}

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String description() {
        return "The journal into PostgreSQL with fsync on, against plain COPY of the same rows";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "DURATION_S           how long to write, 60",
                "COMMANDS_PER_SECOND  generated before the clock starts for each of these seconds, 40000",
                "BATCH_ROWS           rows at which a batch takes no further command, the adapter's own default",
                "SEED                 of the generated flow, 1",
                "FOLDER               for the server's data, on the disk to be measured, the system's for such files");
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("-Xms512m", "-Xmx1g", "-XX:+UseParallelGC", "-XX:MaxDirectMemorySize=8g");
    }

    @Override
    protected Class<?> program() {
        return LedgerProgram.class;
    }
}
