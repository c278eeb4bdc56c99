package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.Placement;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;

/** Brings an accepted or amended order to the book and to its end, if it has come to that. */
final class OrderExecution {
    private final ExchangeState state;
    private final OrderEvents events;

    OrderExecution(final ExchangeState state, final OrderEvents events) {
        this.state = state;
        this.events = events;
    }

    /** Matches the order, then rests or closes it. Its hold is in place and its event written. */
    void execute(final EngineOrder order, final Outcome outcome) {
        final Placement placement = order.instrument.book.match(order, order.price());
        if (placement == Placement.FILLED) {
            outcome.order(order, OrderStatus.FILLED);
            close(order);
        } else if (placement == Placement.SELF_TRADE) {
            cancel(order, CancelReason.SELF_TRADE, false, outcome);
        } else if (order.timeInForce == TimeInForce.GTC) {
            rest(order, outcome);
        } else {
            cancel(order, remainderReason(order, placement), false, outcome);
        }
    }

    /** Cancels what is left of an order, which does not rest any more. */
    void cancel(final EngineOrder order, final CancelReason reason, final boolean wasResting, final Outcome outcome) {
        order.account.hold(order.heldAsset(), -order.hold);
        order.hold = 0;
        events.cancelled(order, reason, wasResting);
        outcome.cancelledOrder(order, reason);
        close(order);
    }

    private void rest(final EngineOrder order, final Outcome outcome) {
        order.instrument.book.rest(order);
        if (!order.registered) {
            state.openOrders.add(order);
        } else {
            state.openQuantities.recount(order);
        }
        events.rested(order);
        outcome.order(order, order.openStatus());
    }

    private void close(final EngineOrder order) {
        if (order.registered) {
            state.openOrders.remove(order);
        }
        state.orderPool.release(order);
    }

    private static CancelReason remainderReason(final EngineOrder order, final Placement placement) {
        if (order.type != OrderType.MARKET) {
            return CancelReason.IOC_REMAINDER;
        }
        return placement == Placement.NO_LIQUIDITY ? CancelReason.NO_LIQUIDITY : CancelReason.PROTECTION_PRICE;
    }
}
