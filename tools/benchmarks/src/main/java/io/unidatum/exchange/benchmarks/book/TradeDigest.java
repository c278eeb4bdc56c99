package io.unidatum.exchange.benchmarks.book;

/** A number that stands for a sequence of trades: the same trades in the same order give the same one. */
final class TradeDigest {
    private static final long A = 0x9E3779B97F4A7C15L;
    private static final long B = 0xC2B2AE3D27D4EB4FL;
    private static final long C = 0x165667B19E3779F9L;
    private static final int TURN = 7;

    long value;
    long trades;

    void add(final long makerId, final long takerId, final long price, final long quantity) {
        value = Long.rotateLeft(value, TURN) + (makerId * A ^ takerId * B) + (price * C ^ quantity);
        trades++;
    }
}
