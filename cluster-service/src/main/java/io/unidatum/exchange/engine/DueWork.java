package io.unidatum.exchange.engine;

/**
 * Does what is due, kind by kind, until nothing is. Orders expire first, so that none trades that is due to expire;
 * then the dead-man timers run out; then the connections' grace; then instruments change their status.
 */
final class DueWork {
    /**
     * Does what an item was waiting for.
     *
     * @param <T> kind of item.
     */
    @FunctionalInterface
    interface Action<T> {
        /** The item is due, and has been taken off its heap. */
        void onDue(T item, long now);
    }

    private final Deadlines deadlines;
    private final Action<EngineOrder> orderExpiry;
    private final Action<Account> deadManTimer;
    private final Action<Connection> connectionGrace;
    private final Action<Instrument> instrumentStatus;

    DueWork(
            final Deadlines deadlines,
            final Action<EngineOrder> orderExpiry,
            final Action<Account> deadManTimer,
            final Action<Connection> connectionGrace,
            final Action<Instrument> instrumentStatus) {
        this.deadlines = deadlines;
        this.orderExpiry = orderExpiry;
        this.deadManTimer = deadManTimer;
        this.connectionGrace = connectionGrace;
        this.instrumentStatus = instrumentStatus;
    }

    /** Does all that is due by now. */
    void apply(final long now) {
        while (deadlines.next() <= now) {
            apply(deadlines.orders, orderExpiry, now);
            apply(deadlines.deadManTimers, deadManTimer, now);
            apply(deadlines.connections, connectionGrace, now);
            apply(deadlines.instruments, instrumentStatus, now);
        }
    }

    private static <T extends Timed> void apply(final DeadlineHeap<T> heap, final Action<T> action, final long now) {
        T item = heap.takeDue(now);
        while (item != null) {
            action.onDue(item, now);
            item = heap.takeDue(now);
        }
    }
}
