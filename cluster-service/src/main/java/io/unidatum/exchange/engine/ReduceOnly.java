package io.unidatum.exchange.engine;

/** How far a reduce-only order may go: to where there is no position. */
final class ReduceOnly {
    private ReduceOnly() {}

    /** What an order of this side may trade without increasing the position. {@return lots, 0 or more} */
    static long allowedLots(final AccountPositions positions, final EngineOrder order) {
        final AccountPosition position = positions.get(order.account, order.instrument);
        if (position == null) {
            return 0;
        }
        final long quantity = position.position.quantity();
        return Math.max(0, order.isBuy() ? -quantity : quantity) / order.instrument.lotSize;
    }
}
