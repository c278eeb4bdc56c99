package io.unidatum.exchange.node;

import static io.aeron.logbuffer.FrameDescriptor.UNFRAGMENTED;
import static io.aeron.logbuffer.FrameDescriptor.frameFlags;
import static io.aeron.logbuffer.FrameDescriptor.frameLengthVolatile;
import static io.aeron.logbuffer.FrameDescriptor.frameType;
import static io.aeron.protocol.DataHeaderFlyweight.HDR_TYPE_DATA;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.unidatum.exchange.engine.ExchangeStateMachine;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the state machine which commands come next in the cluster's log, a group at a time. The log's fragments are
 * handed over in the term buffer that they lie in, with what follows them: frames that are not committed yet, or not
 * even written, as well. So whatever bytes are found are no more than a hint, which the machine takes as such; they are
 * read within the term's bounds, up to the first that cannot be a frame.
 *
 * <p>Not thread safe.
 */
public final class LogLookahead {
    private static final int COMMAND = DataHeaderFlyweight.HEADER_LENGTH + AeronCluster.SESSION_HEADER_LENGTH;
    private static final int TEMPLATE_ID =
            DataHeaderFlyweight.HEADER_LENGTH + MessageHeaderDecoder.templateIdEncodingOffset();
    private static final int SCHEMA_ID =
            DataHeaderFlyweight.HEADER_LENGTH + MessageHeaderDecoder.schemaIdEncodingOffset();

    private final ExchangeStateMachine machine;
    /** Where the last group lies. */
    private DirectBuffer term;

    private int from;
    private int to;
    private long commands;
    private long groups;

    /**
     * Creates a lookahead that has seen nothing.
     *
     * @param machine that carries the log's commands out.
     */
    public LogLookahead(final ExchangeStateMachine machine) {
        this.machine = machine;
    }

    /**
     * A command is about to be carried out. If it belongs to no group yet, it and those behind it become one. Never
     * throws.
     *
     * @param buffer that its frame lies in: the log's term buffer.
     * @param frameOffset where the frame's header begins.
     */
    public void onCommand(final DirectBuffer buffer, final int frameOffset) {
        if (buffer == term && frameOffset >= from && frameOffset < to) {
            return;
        }
        if (buffer instanceof UnsafeBuffer frames) {
            term = buffer;
            from = frameOffset;
            to = expectFrom(frames, frameOffset);
            groups++;
            machine.prepare();
        }
    }

    /** Commands that were found ahead of their turn: without the first of each group. {@return 0 or more} */
    long commandsAhead() {
        return commands - groups;
    }

    /** Where the next group may begin. */
    private int expectFrom(final UnsafeBuffer frames, final int start) {
        final int end = frames.capacity();
        int offset = start;
        boolean hasRoom = true;
        while (hasRoom && offset >= 0 && offset <= end - DataHeaderFlyweight.HEADER_LENGTH) {
            final int length = frameLengthVolatile(frames, offset);
            if (length < DataHeaderFlyweight.HEADER_LENGTH || length > end - offset) {
                break;
            }
            if (isCommand(frames, offset, length)) {
                commands++;
                hasRoom = machine.expect(frames, offset + COMMAND, length - COMMAND);
            }
            offset += BitUtil.align(length, FrameDescriptor.FRAME_ALIGNMENT);
        }
        return offset;
    }

    private static boolean isCommand(final UnsafeBuffer frames, final int offset, final int length) {
        return length >= COMMAND
                && frameType(frames, offset) == HDR_TYPE_DATA
                && (frameFlags(frames, offset) & UNFRAGMENTED) == UNFRAGMENTED
                && word(frames, offset + TEMPLATE_ID) == SessionMessageHeaderDecoder.TEMPLATE_ID
                && word(frames, offset + SCHEMA_ID) == MessageHeaderDecoder.SCHEMA_ID;
    }

    private static int word(final UnsafeBuffer frames, final int offset) {
        return frames.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }
}
