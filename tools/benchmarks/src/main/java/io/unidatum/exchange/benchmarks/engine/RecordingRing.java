package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.engine.SnapshotSink;
import io.unidatum.exchange.protocol.JournalLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes journal frames as an exclusive IPC publication would: a data header and the payload into one of three terms of
 * 16 MiB, 32-byte aligned, padding where a term ends, the frame's length written last and in order. Fails if the
 * position differs from the one the state machine has computed.
 */
final class RecordingRing implements JournalSink, SnapshotSink {
    private static final int TERM_LENGTH = JournalLayout.TERM_LENGTH;
    private static final int TERMS = 3;
    private static final int HEADER = JournalLayout.DATA_HEADER_LENGTH;
    private static final int FRAME_ALIGNMENT = 32;
    private static final long VERSION_FLAGS_AND_TYPE = 0x0001_c000L << Integer.SIZE;
    private static final long SESSION_AND_OFFSET = 0x1234_5678_0000_0000L;

    private final UnsafeBuffer terms = new UnsafeBuffer(ByteBuffer.allocateDirect(TERMS * TERM_LENGTH));
    private long position;
    private long frames;

    @Override
    public void onFrame(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int count,
            final long chainHashAfter,
            final long positionAfter) {
        append(buffer, offset, length);
        frames++;
        if (position != positionAfter) {
            throw new IllegalStateException("frame at " + position + ", the state machine says " + positionAfter);
        }
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length) {
        append(buffer, offset, length);
    }

    void append(final DirectBuffer buffer, final int offset, final int length) {
        final int aligned = BitUtil.align(length + HEADER, FRAME_ALIGNMENT);
        int termOffset = (int) position & (TERM_LENGTH - 1);
        final int restOfTerm = TERM_LENGTH - termOffset;
        if (aligned > restOfTerm) {
            writeHeader(index(position), restOfTerm);
            position += restOfTerm;
            termOffset = 0;
        }
        final int index = index(position);
        writeHeader(index, termOffset);
        terms.putBytes(index + HEADER, buffer, offset, length);
        terms.putIntOrdered(index, length + HEADER);
        position += aligned;
    }

    long position() {
        return position;
    }

    long frames() {
        return frames;
    }

    DirectBuffer terms() {
        return terms;
    }

    /** Where in the terms a position of the stream stands. */
    static int index(final long position) {
        return (int) (position / TERM_LENGTH % TERMS) * TERM_LENGTH + (int) (position & (TERM_LENGTH - 1));
    }

    private void writeHeader(final int index, final int termOffset) {
        terms.putLong(index, VERSION_FLAGS_AND_TYPE, ByteOrder.LITTLE_ENDIAN);
        terms.putLong(index + 8, SESSION_AND_OFFSET | termOffset, ByteOrder.LITTLE_ENDIAN);
        terms.putLong(index + 16, position / TERM_LENGTH << Integer.SIZE | JournalLayout.STREAM_ID);
        terms.putLong(index + 24, 0L);
    }
}
