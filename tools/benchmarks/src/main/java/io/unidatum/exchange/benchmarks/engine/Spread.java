package io.unidatum.exchange.benchmarks.engine;

import java.util.Arrays;

/** Values of several turns: the middle one and the outer ones. */
final class Spread {
    private final double[] values;
    private int count;

    Spread(final int turns) {
        values = new double[turns];
    }

    void add(final double value) {
        values[count++] = value;
    }

    double median() {
        final double[] sorted = sorted();
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    double least() {
        return sorted()[0];
    }

    double most() {
        return sorted()[count - 1];
    }

    private double[] sorted() {
        final double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
