package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.CommandOutcomeEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.math.BigInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** The answer to a command: what has become of the order it is about. */
final class ModelOutcome {
    RejectReason reason = RejectReason.NONE;
    OrderStatus status = OrderStatus.NULL_VAL;
    CancelReason cancelReason = CancelReason.NULL_VAL;
    long orderId;
    long filled;
    long leaves;
    BigInteger filledNotional = BigInteger.ZERO;
    BigInteger fee = BigInteger.ZERO;
    long firstSequence;
    long lastSequence;
    long time;

    private ModelOrder subject;

    /** From now on the outcome follows this order. */
    void about(final ModelOrder order) {
        subject = order;
    }

    /** Takes the order as it is now, if it has not ended; what comes after does not count. */
    void freeze() {
        if (subject != null) {
            leaves = subject.leaves;
            take(subject, subject.openStatus(), CancelReason.NULL_VAL);
        }
    }

    void ended(final ModelOrder order, final OrderStatus endStatus, final CancelReason endReason) {
        if (order == subject) {
            take(order, endStatus, endReason);
        }
    }

    private void take(final ModelOrder order, final OrderStatus endStatus, final CancelReason endReason) {
        status = endStatus;
        cancelReason = endReason;
        orderId = order.id;
        filled = order.quantity - order.leaves;
        filledNotional = order.filledNotional();
        fee = order.fee;
        subject = null;
    }

    byte[] encode(final ModelCommand command, final boolean replayed) {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + CommandOutcomeEncoder.BLOCK_LENGTH];
        new CommandOutcomeEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .requestIdHigh(command.requestIdHigh)
                .requestIdLow(command.requestIdLow)
                .account(command.account)
                .commandTemplateId(command.templateId)
                .rejectReason(reason)
                .orderStatus(status)
                .cancelReason(cancelReason)
                .replayed(replayed ? BooleanType.TRUE : BooleanType.FALSE)
                .orderId(orderId)
                .filledQuantity(filled)
                .leavesQuantity(leaves)
                .filledNotional(filledNotional.longValueExact())
                .fee(fee.longValueExact())
                .firstSequence(firstSequence)
                .lastSequence(lastSequence)
                .time(time);
        return bytes;
    }
}
