package io.unidatum.exchange.benchmarks.settlement;

import io.unidatum.exchange.benchmarks.ForkedBenchmark;
import java.util.List;

/** {@code bench NAME=settlement}: from a trade's time in the journal to the node's acceptance of its settlement. */
public final class SettlementBenchmark extends ForkedBenchmark {
    /** Constructs the benchmark; called by the service loader. */
    public SettlementBenchmark() {}

    @Override
    public String name() {
        return "settlement";
    }

    @Override
    public String description() {
        return "Trades through PostgreSQL (fsync on) onto a DeCoin node of limited speed, pooled and segregated";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "PART       what to measure: pooled, slow (a node at SLOW_RATE), segregated or all, all",
                "SECONDS    measured of pooled and slow, 60",
                "WARMUP     seconds before that, 20",
                "TRADES     a second, pooled and slow, 1000",
                "ACCOUNTS   that trade, 1000",
                "NODE_RATE  transfers a second that the node takes, 300",
                "SLOW_RATE  the same of the slow node, 50",
                "STEP       seconds of each step of the search for what segregated wallets sustain, 15",
                "SEED       of the generated trades, 1");
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("-Xms512m", "-Xmx768m", "-XX:+UseG1GC");
    }

    @Override
    protected Class<?> program() {
        return SettlementProgram.class;
    }
}
