package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.benchmarks.Machine;

/** Runs in the benchmark's own JVM. */
public final class EngineProgram {
    private EngineProgram() {}

    /**
     * Entry.
     *
     * @param arguments none.
     */
    public static void main(final String[] arguments) {
        Machine.print();
    }
}
