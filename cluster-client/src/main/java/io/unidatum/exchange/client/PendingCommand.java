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

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ClusterClient.MAX_COMMAND_LENGTH]);
    int length;
    long requestIdHigh;
    long requestIdLow;
    long deadlineNs;
    CommandListener listener;

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

    void onNewTerm(final long firstResendDelayNs) {
        earlierUnanswered += copies - answers;
        copies = 0;
        answers = 0;
        isHolding = false;
        resendDelayNs = firstResendDelayNs;
    }

    void clear() {
        listener = null;
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
