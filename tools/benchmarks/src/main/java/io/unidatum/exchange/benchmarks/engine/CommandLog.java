package io.unidatum.exchange.benchmarks.engine;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encoded commands one behind the other outside the heap, as a node reads them from its log: the cluster's time, the
 * length, then the command with its SBE header.
 */
final class CommandLog {
    static final int HEADER_LENGTH = 16;
    private static final int LENGTH_OFFSET = 8;
    private static final int MAX_COMMAND_LENGTH = 256;

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
        return end + HEADER_LENGTH + MAX_COMMAND_LENGTH > buffer.capacity();
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Where the next command is to be encoded; the room is zeroed. */
    int nextOffset() {
        buffer.setMemory(end, HEADER_LENGTH + MAX_COMMAND_LENGTH, (byte) 0);
        return end + HEADER_LENGTH;
    }

    void commit(final long timestampNs, final int length) {
        buffer.putLong(end, timestampNs);
        buffer.putInt(end + LENGTH_OFFSET, length);
        end = next(end, length);
    }

    int end() {
        return end;
    }

    long timestamp(final int entry) {
        return buffer.getLong(entry);
    }

    int length(final int entry) {
        return buffer.getInt(entry + LENGTH_OFFSET);
    }

    static int next(final int entry, final int length) {
        return BitUtil.align(entry + HEADER_LENGTH + length, Long.BYTES);
    }

    void free() {
        BufferUtil.free(memory);
    }
}
