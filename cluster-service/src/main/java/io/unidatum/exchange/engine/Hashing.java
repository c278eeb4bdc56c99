package io.unidatum.exchange.engine;

/** Hashes of keys of several words, for tables in memory. They reach neither messages nor the state hash. */
final class Hashing {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Hashing() {}

    static int mix(final long a, final long b, final long c, final long d) {
        long hash = a * PRIME;
        hash = (Long.rotateLeft(hash, 29) ^ b) * PRIME;
        hash = (Long.rotateLeft(hash, 29) ^ c) * PRIME;
        hash = (Long.rotateLeft(hash, 29) ^ d) * PRIME;
        return (int) (hash >>> 32);
    }
}
