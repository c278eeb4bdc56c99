package io.unidatum.exchange.benchmarks.engine;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderEncoder;
import io.aeron.cluster.codecs.SessionMessageHeaderEncoder;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encoded commands one behind the other outside the heap, as a node reads them from a term of its log: the data header
 * of a frame, the header of the cluster with its time and session, then the command with its SBE header.
 */
final class CommandLog {
    static final int HEADER_LENGTH = DataHeaderFlyweight.HEADER_LENGTH + AeronCluster.SESSION_HEADER_LENGTH;
    private static final int SESSION_HEADER = DataHeaderFlyweight.HEADER_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int TIMESTAMP = SESSION_HEADER + SessionMessageHeaderEncoder.timestampEncodingOffset();
    private static final int MAX_COMMAND_LENGTH = 256;

    private static final long SESSION = 7;

    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final SessionMessageHeaderEncoder sessionHeader = new SessionMessageHeaderEncoder();
    private final UnsafeBuffer buffer;
    private final ByteBuffer memory;
    private int end;

    CommandLog(final int commands) {
        final long size = (long) commands * (HEADER_LENGTH + MAX_COMMAND_LENGTH);
        memory = ByteBuffer.allocateDirect((int) Math.min(size, Integer.MAX_VALUE - 8));
        buffer = new UnsafeBuffer(memory);
    }

    void clear() {
        end = 0;
    }

    boolean isFull() {
        return end + 2 * HEADER_LENGTH + MAX_COMMAND_LENGTH > buffer.capacity();
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where the next command is to be encoded; the room is zeroed. */
    int nextOffset() {
        buffer.setMemory(end, HEADER_LENGTH + MAX_COMMAND_LENGTH, (byte) 0);
        return end + HEADER_LENGTH;
    }

    void commit(final long timestampNs, final int length) {
        sessionHeader
                .wrapAndApplyHeader(buffer, end + DataHeaderFlyweight.HEADER_LENGTH, messageHeader)
                .leadershipTermId(1)
                .clusterSessionId(SESSION)
                .timestamp(timestampNs);
        FrameDescriptor.frameFlags(buffer, end, FrameDescriptor.UNFRAGMENTED);
        FrameDescriptor.frameType(buffer, end, DataHeaderFlyweight.HDR_TYPE_DATA);
        FrameDescriptor.frameLengthOrdered(buffer, end, HEADER_LENGTH + length);
        end = next(end, length);
        FrameDescriptor.frameLengthOrdered(buffer, end, 0);
    }

    int end() {
        return end;
    }

    long timestamp(final int entry) {
        return buffer.getLong(entry + TIMESTAMP, ByteOrder.LITTLE_ENDIAN);
    }

    int length(final int entry) {
        return FrameDescriptor.frameLengthVolatile(buffer, entry) - HEADER_LENGTH;
    }

    static int next(final int entry, final int length) {
        return BitUtil.align(entry + HEADER_LENGTH + length, FrameDescriptor.FRAME_ALIGNMENT);
    }

    void free() {
        BufferUtil.free(memory);
    }
}
