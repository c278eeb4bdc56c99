package io.unidatum.exchange.node;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/**
 * The answer to a command, copied from egress.
 *
 * @param reason why it was rejected; NONE if it was accepted.
 * @param replayed whether it is the remembered outcome of an earlier try.
 * @param orderId of the order, 0 if none.
 * @param status of the order, or null.
 * @param filledQuantity so far.
 * @param leavesQuantity still open.
 * @param fee so far.
 * @param firstSequence of the command's events.
 * @param lastSequence of the command's events.
 * @param time at which it was carried out, ns.
 */
public record TestOutcome(
        RejectReason reason,
        boolean replayed,
        long orderId,
        OrderStatus status,
        long filledQuantity,
        long leavesQuantity,
        long fee,
        long firstSequence,
        long lastSequence,
        long time) {
    static TestOutcome of(final CommandOutcomeDecoder decoder) {
        return new TestOutcome(
                decoder.rejectReason(),
                decoder.replayed() == BooleanType.TRUE,
                decoder.orderId(),
                decoder.orderStatus(),
                decoder.filledQuantity(),
                decoder.leavesQuantity(),
                decoder.fee(),
                decoder.firstSequence(),
                decoder.lastSequence(),
                decoder.time());
    }

    /** The same outcome as the first answer gave it. {@return a copy that is not marked as replayed} */
    public TestOutcome asFirst() {
        return new TestOutcome(
                reason, false, orderId, status, filledQuantity, leavesQuantity, fee, firstSequence, lastSequence, time);
    }
}
