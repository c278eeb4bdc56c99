package io.unidatum.exchange.engine;

/**
 * Hashes for tables in memory, under a key: who does not know it cannot choose ids that collide. The hashes reach
 * neither messages nor the state hash, and nothing is ever written in the order of a table, so machines with different
 * keys do the same.
 */
final class KeyedHash {
    private static final long P0 = 0xa0761d6478bd642fL;
    private static final long P1 = 0xe7037ed1a0b428dbL;
    private static final long P2 = 0x8ebc6af09c88c6e3L;
    private static final long P3 = 0x589965cc75374cc3L;

    private final long k0;
    private final long k1;
    private final long k2;
    private final long k3;

    KeyedHash(final long key) {
        k0 = fold(key ^ P0, P1);
        k1 = fold(key ^ P1, P2);
        k2 = fold(key ^ P2, P3);
        k3 = fold(key ^ P3, P0);
    }

    long of(final long a, final long b) {
        return fold(a ^ k0, b ^ k1);
    }

    long of(final long a, final long b, final long c, final long d, final long e, final long f) {
        return fold(fold(a ^ k0, b ^ k1) ^ fold(c ^ k2, d ^ k3) ^ k0, fold(e ^ k1, f ^ k2) ^ k3);
    }

    private static long fold(final long a, final long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}
