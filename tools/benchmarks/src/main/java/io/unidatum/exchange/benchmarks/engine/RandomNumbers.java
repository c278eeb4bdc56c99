package io.unidatum.exchange.benchmarks.engine;

/** SplitMix64: the same numbers on every machine for the same seed, and no two of its 2^64 the same. */
final class RandomNumbers {
    private long state;

    RandomNumbers(final long seed) {
        state = seed * 0x9E37_79B9_7F4A_7C15L;
    }

    long nextLong() {
        state += 0x9E37_79B9_7F4A_7C15L;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /** Below a bound, from 0. */
    int next(final int bound) {
        return (int) ((nextLong() >>> 33) * bound >>> 31);
    }
}
