package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.agrona.DirectBuffer;

/** A decoded CommandOutcome. */
record Answer(
        long requestIdHigh,
        long requestIdLow,
        long account,
        int commandTemplateId,
        RejectReason reason,
        OrderStatus status,
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

    static final int LENGTH = MessageHeaderDecoder.ENCODED_LENGTH + CommandOutcomeDecoder.BLOCK_LENGTH;

    static Answer decode(final DirectBuffer buffer) {
        final CommandOutcomeDecoder decoder =
                new CommandOutcomeDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        return new Answer(
                decoder.requestIdHigh(),
                decoder.requestIdLow(),
                decoder.account(),
                decoder.commandTemplateId(),
                decoder.rejectReason(),
                decoder.orderStatus(),
                decoder.cancelReason(),
                decoder.replayed() == BooleanType.TRUE,
                decoder.orderId(),
                decoder.filledQuantity(),
                decoder.leavesQuantity(),
                decoder.filledNotional(),
                decoder.fee(),
                decoder.firstSequence(),
                decoder.lastSequence(),
                decoder.time());
    }

    boolean isAccepted() {
        return reason == RejectReason.NONE;
    }
}
