package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.BatchEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Puts commands that were submitted together into one message. Its request id is the batch's number. */
final class BatchEnvelope {
    private static final int FIRST_COMMAND = MessageHeaderEncoder.ENCODED_LENGTH + BatchEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[FIRST_COMMAND + ClusterClient.MAX_BATCH_COMMANDS * Batches.MAX_INNER_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BatchEncoder encoder = new BatchEncoder();
    private int count;
    private int length;

    /**
     * Gathers the commands of one batch that are still to be sent.
     *
     * @param first of them, to be sent itself.
     * @return the first command behind them in the window, null if there is none.
     */
    PendingCommand gather(final PendingCommand first) {
        count = 0;
        length = FIRST_COMMAND;
        PendingCommand command = first;
        while (command != null && command.batch == first.batch) {
            if (command.isQueued) {
                buffer.putBytes(length, command.buffer, 0, command.length);
                length += command.length;
                count++;
            }
            command = command.next;
        }
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .count(count)
                .header()
                .requestIdHigh(0)
                .requestIdLow(first.batch)
                .account(0)
                .actor(0)
                .connectionId(0)
                .validUntil(0);
        return command;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int count() {
        return count;
    }

    /** Of the whole message in bytes. */
    int length() {
        return length;
    }
}
