package io.unidatum.exchange.benchmarks.book;

/** A book that takes the messages of a flow. Each has a loop of its own, so that no engine pays for another. */
interface BookEngine {
    /** Name in the table. */
    String name();

    /** Takes messages of a flow, and adds what they trade to the digest. */
    void run(Flow flow, int from, int to, TradeDigest digest);

    /** Sells or buys all that is open, so that the digest tells the whole book. */
    void sweep(boolean sell, long orderId, TradeDigest digest);
}
