package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.order.ClusterTimeEncoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the answers to commands. */
final class ResponseWriter {
    private static final int CAPACITY = 256;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandOutcomeEncoder outcomeEncoder = new CommandOutcomeEncoder();
    private final ClusterTimeEncoder timeEncoder = new ClusterTimeEncoder();

    DirectBuffer buffer() {
        return buffer;
    }

    int writeOutcome(final Command command, final Outcome outcome, final boolean replayed) {
        outcomeEncoder
                .wrapAndApplyHeader(buffer, 0, header)
                .requestIdHigh(command.requestIdHigh())
                .requestIdLow(command.requestIdLow())
                .account(command.account())
                .commandTemplateId(command.templateId())
                .rejectReason(RejectReason.get(outcome.rejectReason))
                .orderStatus(OrderStatus.get(outcome.orderStatus))
                .cancelReason(CancelReason.get(outcome.cancelReason))
                .replayed(replayed ? BooleanType.TRUE : BooleanType.FALSE)
                .orderId(outcome.orderId)
                .filledQuantity(outcome.filledQuantity)
                .leavesQuantity(outcome.leavesQuantity)
                .filledNotional(outcome.filledNotional)
                .fee(outcome.fee)
                .firstSequence(outcome.firstSequence)
                .lastSequence(outcome.lastSequence)
                .time(outcome.time);
        return MessageHeaderEncoder.ENCODED_LENGTH + CommandOutcomeEncoder.BLOCK_LENGTH;
    }

    int writeTime(final Command command, final long lastSequence) {
        timeEncoder
                .wrapAndApplyHeader(buffer, 0, header)
                .requestIdHigh(command.requestIdHigh())
                .requestIdLow(command.requestIdLow())
                .time(command.now())
                .lastSequence(lastSequence);
        return MessageHeaderEncoder.ENCODED_LENGTH + ClusterTimeEncoder.BLOCK_LENGTH;
    }
}
