package io.unidatum.exchange.engine;

/**
 * Everything that the exchange will do by itself, by the time it is due. It is derived from the state, so no part of a
 * snapshot: whoever restores an order, an account or an instrument sets its deadline again.
 */
final class Deadlines {
    /** When nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    final DeadlineHeap<EngineOrder> orders = new DeadlineHeap<>(this);
    final DeadlineHeap<Account> deadManTimers = new DeadlineHeap<>(this);
    final DeadlineHeap<Connection> connections = new DeadlineHeap<>(this);
    final DeadlineHeap<Instrument> instruments = new DeadlineHeap<>(this);

    private long next = NEVER;

    /** When the first of all is due. {@return cluster time, ns, or {@link #NEVER}} */
    long next() {
        return next;
    }

    /** Called by a heap whose first has changed. */
    void refresh() {
        next = Math.min(
                Math.min(orders.firstTime(), deadManTimers.firstTime()),
                Math.min(connections.firstTime(), instruments.firstTime()));
    }
}
