package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.RejectReason;

/** What became of a command, of fixed size, so that it can be remembered. */
final class Outcome {
    int rejectReason;
    short orderStatus;
    short cancelReason;
    long orderId;
    long filledQuantity;
    long leavesQuantity;
    long filledNotional;
    long fee;
    long firstSequence;
    long lastSequence;
    long time;

    /** Forgets the command before. */
    void reset(final long now) {
        rejectReason = RejectReason.NONE.value();
        orderStatus = OrderStatus.NULL_VAL.value();
        cancelReason = CancelReason.NULL_VAL.value();
        orderId = 0;
        filledQuantity = 0;
        leavesQuantity = 0;
        filledNotional = 0;
        fee = 0;
        firstSequence = 0;
        lastSequence = 0;
        time = now;
    }

    /** Takes over an order that is open, or filled. */
    void order(final EngineOrder order, final OrderStatus status) {
        orderStatus = status.value();
        orderId = order.id;
        filledQuantity = order.filledQuantity();
        leavesQuantity = order.leavesQuantity();
        filledNotional = order.filledNotional();
        fee = order.fee;
    }

    /** Takes over an order whose open quantity has just been cancelled. */
    void cancelledOrder(final EngineOrder order, final CancelReason reason) {
        order(order, reason == CancelReason.EXPIRED ? OrderStatus.EXPIRED : OrderStatus.CANCELLED);
        leavesQuantity = 0;
        cancelReason = reason.value();
    }
}
