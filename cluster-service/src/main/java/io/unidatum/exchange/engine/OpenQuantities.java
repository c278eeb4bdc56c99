package io.unidatum.exchange.engine;

/**
 * How much accounts have open in each instrument and side, for limits of positions. Kept only for accounts that have
 * limits; whoever changes an open order's leaves calls {@link #recount} when it is done.
 */
final class OpenQuantities {
    private final AccountPositions positions;

    OpenQuantities(final AccountPositions positions) {
        this.positions = positions;
    }

    /** Counts an order as it is now: its leaves if it is open, nothing if it is not. */
    void recount(final EngineOrder order) {
        if (order.account.limited) {
            count(order, order.registered ? openLots(order) : 0);
        }
    }

    /** Counts all orders of an account. */
    void recountAll(final Account account) {
        for (EngineOrder order = account.firstOrder; order != null; order = order.nextOfAccount) {
            recount(order);
        }
    }

    /** Begins to keep an account's open quantities, or ends it. */
    void keep(final Account account, final boolean limited) {
        if (account.limited == limited) {
            return;
        }
        account.limited = limited;
        for (EngineOrder order = account.firstOrder; order != null; order = order.nextOfAccount) {
            count(order, limited ? openLots(order) : 0);
        }
    }

    /** An OCO counts once: its limit leg does. */
    private static long openLots(final EngineOrder order) {
        return order.linked != null && order.isConditional() ? 0 : order.leaves();
    }

    private void count(final EngineOrder order, final long lots) {
        final long change = lots - order.countedLots;
        if (change == 0) {
            return;
        }
        order.countedLots = lots;
        final AccountPosition position = positions.of(order);
        if (order.isBuy()) {
            position.openBuyLots += change;
        } else {
            position.openSellLots += change;
        }
    }
}
