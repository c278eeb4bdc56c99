package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal in memory outside the heap, read as the archives' is. One thread appends, one reads, from the beginning or
 * from where it was closed; frames can be held back.
 */
final class FrameStore implements JournalSource, JournalSink {
    private static final int CHUNK_LENGTH = 1 << 26;
    /** Length, sequence, position, hash after it. */
    private static final int PREFIX = 4 + 3 * Long.BYTES + 4;

    private static final int FRAMES_A_POLL = 32;

    private final List<UnsafeBuffer> chunks = new CopyOnWriteArrayList<>();
    private int writeOffset = CHUNK_LENGTH;
    private long appended;
    private volatile long visible;

    @Override
    public void onFrame(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int count,
            final long chainHashAfter,
            final long positionAfter) {
        if (writeOffset + PREFIX + length + Integer.BYTES > CHUNK_LENGTH) {
            if (!chunks.isEmpty()) {
                last().putInt(writeOffset, 0);
            }
            chunks.add(new UnsafeBuffer(ByteBuffer.allocateDirect(CHUNK_LENGTH)));
            writeOffset = 0;
        }
        final UnsafeBuffer chunk = last();
        chunk.putInt(writeOffset, length);
        chunk.putLong(writeOffset + 4, firstSequence + count - 1);
        chunk.putLong(writeOffset + 12, positionAfter);
        chunk.putLong(writeOffset + 20, chainHashAfter);
        chunk.putBytes(writeOffset + PREFIX, buffer, offset, length);
        writeOffset += PREFIX + length;
        appended++;
    }

    /** Frames so far. {@return their number} */
    long frames() {
        return appended;
    }

    /** Lets the reader see the first so many frames. Any thread. */
    void show(final long frames) {
        visible = frames;
    }

    @Override
    public Feed open(final JournalPoint startAfter, final JournalHandler handler) {
        return new StoreFeed(startAfter, handler);
    }

    private UnsafeBuffer last() {
        return chunks.get(chunks.size() - 1);
    }

    private final class StoreFeed implements Feed {
        private final JournalHandler handler;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final JournalFrameDecoder frame = new JournalFrameDecoder();
        private final long startSequence;
        private volatile JournalPoint point;
        private int chunk;
        private int offset;
        private long read;

        private StoreFeed(final JournalPoint startAfter, final JournalHandler handler) {
            this.handler = handler;
            startSequence = startAfter.sequence();
            point = startAfter;
        }

        @Override
        public int poll() {
            int work = 0;
            while (work < FRAMES_A_POLL && read < visible) {
                UnsafeBuffer buffer = chunks.get(chunk);
                int length = offset + Integer.BYTES > CHUNK_LENGTH ? 0 : buffer.getInt(offset);
                if (length == 0) {
                    buffer = chunks.get(++chunk);
                    offset = 0;
                    length = buffer.getInt(0);
                }
                final long sequence = buffer.getLong(offset + 4);
                if (sequence > startSequence) {
                    handOn(buffer, offset + PREFIX);
                    handler.onFrameEnd(
                            sequence,
                            buffer.getLong(offset + 12),
                            buffer.getLong(offset + 20),
                            frame.flags().lastOfCommand());
                    work++;
                }
                offset += PREFIX + length;
                read++;
            }
            return work;
        }

        @Override
        public JournalReaderStatus status() {
            return new JournalReaderStatus(true, List.of(0), point, 0, 0, null, "");
        }

        @Override
        public void close() {}

        private void handOn(final UnsafeBuffer buffer, final int at) {
            frame.wrapAndApplyHeader(buffer, at, header);
            int event = at + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            final int count = frame.count();
            final long first = frame.firstSequence();
            final long time = frame.time();
            for (int i = 0; i < count; i++) {
                header.wrap(buffer, event);
                handler.onEvent(
                        first + i,
                        time,
                        header.templateId(),
                        buffer,
                        event + MessageHeaderDecoder.ENCODED_LENGTH,
                        header.blockLength(),
                        header.version());
                event += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            }
        }
    }
}
