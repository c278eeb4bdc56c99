package io.unidatum.exchange.benchmarks.engine;

/**
 * How large the exchange is that a flow runs through.
 *
 * @param name          of its figures.
 * @param instruments   number of them, each with a base asset of its own, all quoted in one asset.
 * @param accounts      number of customers' accounts.
 * @param restingOrders that the flow keeps in the books, all together.
 * @param ticks         prices that an instrument's book can have.
 * @param stepNs        the cluster's time between two commands: how fast they are meant to be processed.
 */
record Shape(String name, int instruments, int accounts, int restingOrders, int ticks, long stepNs) {
    static final Shape SMALL = new Shape("engine", 1, 1_000, 10_000, 1 << 16, 400);
    static final Shape LARGE = new Shape("engine.large", 1_000, 1_000_000, 1_000_000, 1 << 12, 1_000);

    int priceInTheMiddle() {
        return ticks / 2;
    }
}
