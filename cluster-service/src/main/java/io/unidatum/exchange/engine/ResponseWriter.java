package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.ClusterTimeEncoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the answers to commands: of a batch, one behind the other. */
final class ResponseWriter {
    private static final int OUTCOME_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + CommandOutcomeEncoder.BLOCK_LENGTH;
    private static final int CAPACITY = Math.max(BatchReader.MAX_COMMANDS * OUTCOME_LENGTH, BalancesPage.MAX_LENGTH);

    private static final int REJECT_REASON = CommandOutcomeEncoder.rejectReasonEncodingOffset();
    private static final int ORDER_STATUS = CommandOutcomeEncoder.orderStatusEncodingOffset();
    private static final int CANCEL_REASON = CommandOutcomeEncoder.cancelReasonEncodingOffset();

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandOutcomeEncoder outcomeEncoder = new CommandOutcomeEncoder();
    private final ClusterTimeEncoder timeEncoder = new ClusterTimeEncoder();
    private int length;

    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Forgets the answers to the command before. */
    void clear() {
        length = 0;
    }

    /** Writes an outcome behind those of the same batch. {@return length of all answers so far} */
    int writeOutcome(final Command command, final Outcome outcome, final boolean replayed) {
        outcomeEncoder
                .wrapAndApplyHeader(buffer, length, header)
                .requestIdHigh(command.requestIdHigh())
                .requestIdLow(command.requestIdLow())
                .account(command.account())
                .commandTemplateId(command.templateId())
                .replayed(replayed ? BooleanType.TRUE : BooleanType.FALSE)
                .orderId(outcome.orderId)
                .filledQuantity(outcome.filledQuantity)
                .leavesQuantity(outcome.leavesQuantity)
                .filledNotional(outcome.filledNotional)
                .fee(outcome.fee)
                .firstSequence(outcome.firstSequence)
                .lastSequence(outcome.lastSequence)
                .time(outcome.time);
        writeCodes(outcome, outcomeEncoder.offset());
        length += OUTCOME_LENGTH;
        return length;
    }

    /** As numbers, as the outcome holds them: finding a constant among so many costs more than all else here. */
    private void writeCodes(final Outcome outcome, final int block) {
        buffer.putShort(block + REJECT_REASON, (short) outcome.rejectReason, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(block + ORDER_STATUS, (byte) outcome.orderStatus);
        buffer.putByte(block + CANCEL_REASON, (byte) outcome.cancelReason);
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
