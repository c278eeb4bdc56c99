package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/**
 * A command's outcome as an immutable value; the fields are those of the message {@code CommandOutcome}.
 *
 * @param requestIdHigh upper half of the request id.
 * @param requestIdLow lower half of the request id.
 * @param account the command acted for.
 * @param commandTemplateId which command it was.
 * @param rejectReason NONE if it was accepted.
 * @param orderStatus NULL_VAL unless an order command was accepted.
 * @param cancelReason NULL_VAL unless the order is cancelled.
 * @param replayed true if the outcome was remembered from an earlier sending.
 * @param orderId 0 if none.
 * @param filledQuantity filled over the order's life, 10<sup>-8</sup> base.
 * @param leavesQuantity still open, 10<sup>-8</sup> base.
 * @param filledNotional over the order's life, 10<sup>-8</sup> quote.
 * @param fee charged so far, 10<sup>-8</sup> quote.
 * @param firstSequence first event of the command, 0 if none.
 * @param lastSequence last event of the command, 0 if none.
 * @param time cluster time at which it was carried out, ns.
 */
public record CommandResult(
        long requestIdHigh,
        long requestIdLow,
        long account,
        int commandTemplateId,
        RejectReason rejectReason,
        OrderStatus orderStatus,
        CancelReason cancelReason,
        boolean replayed,
        long orderId,
        long filledQuantity,
        long leavesQuantity,
        long filledNotional,
        long fee,
        long firstSequence,
        long lastSequence,
        long time) {

    /**
     * Copies an outcome.
     *
     * @param outcome to copy.
     * @return the value.
     */
    public static CommandResult of(final CommandOutcomeDecoder outcome) {
        return new CommandResult(
                outcome.requestIdHigh(),
                outcome.requestIdLow(),
                outcome.account(),
                outcome.commandTemplateId(),
                outcome.rejectReason(),
                outcome.orderStatus(),
                outcome.cancelReason(),
                outcome.replayed() == BooleanType.TRUE,
                outcome.orderId(),
                outcome.filledQuantity(),
                outcome.leavesQuantity(),
                outcome.filledNotional(),
                outcome.fee(),
                outcome.firstSequence(),
                outcome.lastSequence(),
                outcome.time());
    }

    /** Whether the command was accepted and committed. {@return true if so, false if it was rejected} */
    public boolean accepted() {
        return rejectReason == RejectReason.NONE;
    }
}
