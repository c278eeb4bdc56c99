package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;

/** What the model says of a command. */
record ModelResult(
        RejectReason reason,
        OrderStatus status,
        CancelReason cancelReason,
        long orderId,
        long filled,
        long leaves,
        BigInteger filledNotional,
        BigInteger fee) {
    static ModelResult rejected(final RejectReason reason) {
        return new ModelResult(
                reason, OrderStatus.NULL_VAL, CancelReason.NULL_VAL, 0, 0, 0, BigInteger.ZERO, BigInteger.ZERO);
    }

    static ModelResult of(final ModelOrder order, final OrderStatus status, final CancelReason reason) {
        return new ModelResult(
                RejectReason.NONE,
                status,
                reason,
                order.id,
                order.quantity - order.leaves,
                status == OrderStatus.CANCELLED ? 0 : order.leaves,
                order.filledNotional(),
                order.fee);
    }

    static ModelResult of(final Answer answer) {
        return new ModelResult(
                answer.reason(),
                answer.status(),
                answer.cancelReason(),
                answer.orderId(),
                answer.filledQuantity(),
                answer.leavesQuantity(),
                BigInteger.valueOf(answer.filledNotional()),
                BigInteger.valueOf(answer.fee()));
    }
}
