package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.common.CommandHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One place in the window: a command's bytes, and what is known of the copies of it that were sent. Filled by the
 * thread that submits, from then on the client's thread's alone. A term here is a session under one leader: copies sent
 * in an earlier term come before all of a later one in the cluster's log, or are lost.
 */
final class PendingCommand {
    private static final int HEADER_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int HIGH_OFFSET = HEADER_OFFSET + CommandHeaderDecoder.requestIdHighEncodingOffset();
    private static final int LOW_OFFSET = HEADER_OFFSET + CommandHeaderDecoder.requestIdLowEncodingOffset();

    /** Of most commands; a larger one makes its place larger for good. */
    private static final int USUAL_LENGTH = 256;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[USUAL_LENGTH]);
    int length;
    long requestIdHigh;
    long requestIdLow;
    long deadlineNs;
    CommandListener listener;

    /** The next command of those that were submitted together, until they are in the window. */
    PendingCommand nextInBatch;

    /** Number of the batch that it is to be sent in; 0: by itself. */
    long batch;

    /** Neighbours in the window, in the order of submission. */
    PendingCommand previous;

    PendingCommand next;

    /** The next command with the same request id: it waits until this one is through. */
    PendingCommand twin;

    boolean isParked;

    /** Still to be sent in this term, in the window's order. */
    boolean isQueued;

    /** Was offered while there was a session, and the transport did not take it. */
    boolean wasBackPressured;

    /** Answered by a reject that is not remembered, while another copy may yet be carried out: wait for its answer. */
    boolean isHolding;

    /** Copies sent in this term, and answers to them. */
    int copies;

    int answers;

    /** Copies sent in earlier terms that were never answered. */
    int earlierUnanswered;

    boolean wasSent;
    long nextSendNs;
    long resendDelayNs;

    void fill(
            final DirectBuffer command,
            final int offset,
            final int commandLength,
            final long deadline,
            final CommandListener commandListener) {
        if (commandLength > buffer.capacity()) {
            buffer.wrap(new byte[ClusterClient.MAX_COMMAND_LENGTH]);
        }
        buffer.putBytes(0, command, offset, commandLength);
        length = commandLength;
        requestIdHigh = buffer.getLong(HIGH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        requestIdLow = buffer.getLong(LOW_OFFSET, ByteOrder.LITTLE_ENDIAN);
        deadlineNs = deadline;
        listener = commandListener;
    }

    void onSent(final long nowNs) {
        copies++;
        wasSent = true;
        isQueued = false;
        nextSendNs = nowNs + resendDelayNs;
    }

    /** One copy of it will not be answered any more, because the batch that it was part of was refused whole. */
    void onBatchRefused(final boolean isOfThisTerm, final long nowNs) {
        if (isOfThisTerm) {
            answers++;
        } else if (earlierUnanswered > 0) {
            earlierUnanswered--;
        }
        batch = 0;
        nextSendNs = nowNs;
    }

    void onNewTerm(final long firstResendDelayNs) {
        earlierUnanswered += copies - answers;
        copies = 0;
        answers = 0;
        isHolding = false;
        resendDelayNs = firstResendDelayNs;
    }

    void clear() {
        listener = null;
        nextInBatch = null;
        batch = 0;
        previous = null;
        next = null;
        twin = null;
        isParked = false;
        isQueued = false;
        wasBackPressured = false;
        isHolding = false;
        copies = 0;
        answers = 0;
        earlierUnanswered = 0;
        wasSent = false;
        nextSendNs = 0;
        resendDelayNs = 0;
    }
}
