package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import java.util.Arrays;

/**
 * Cancels many orders by ascending order id. Which ones is settled before the first is cancelled; one that the cancel
 * of another has ended, as an OCO's partner, is passed over.
 */
final class MassCancellation {
    private static final int INITIAL_CAPACITY = 1024;

    private final ExchangeState state;
    private final OrderExecution execution;
    private long[] ids = new long[INITIAL_CAPACITY];
    private int count;

    MassCancellation(final ExchangeState state, final OrderExecution execution) {
        this.state = state;
        this.execution = execution;
    }

    /** Cancels all open orders of an account. */
    void cancel(final Account account, final CancelReason reason) {
        cancel(account, null, OrderSides.BOTH, reason);
    }

    /** Cancels an account's open orders of an instrument, null for all, and of some sides. */
    void cancel(final Account account, final Instrument instrument, final OrderSides sides, final CancelReason reason) {
        count = 0;
        for (EngineOrder order = account.firstOrder; order != null; order = order.nextOfAccount) {
            gather(order, instrument, sides);
        }
        cancelGathered(reason);
    }

    /** Cancels every account's open orders of an instrument, null for all, and of some sides. */
    void cancelEverybodys(final Instrument instrument, final OrderSides sides, final CancelReason reason) {
        count = 0;
        state.openOrders.forEach(order -> gather(order, instrument, sides));
        Arrays.sort(ids, 0, count);
        cancelGathered(reason);
    }

    /** Cancels the open orders that were sent under an account's connection. */
    void cancel(final Connection connection) {
        count = 0;
        for (EngineOrder order = connection.account.firstOrder; order != null; order = order.nextOfAccount) {
            if (order.connectionId == connection.id) {
                gather(order);
            }
        }
        cancelGathered(CancelReason.DISCONNECT);
    }

    private void gather(final EngineOrder order, final Instrument instrument, final OrderSides sides) {
        if ((instrument == null || order.instrument == instrument) && sides.contains(order)) {
            gather(order);
        }
    }

    private void gather(final EngineOrder order) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = order.id;
    }

    private void cancelGathered(final CancelReason reason) {
        for (int i = 0; i < count; i++) {
            final EngineOrder order = state.openOrders.get(ids[i]);
            if (order != null) {
                execution.cancel(order, reason, null);
            }
        }
    }
}
