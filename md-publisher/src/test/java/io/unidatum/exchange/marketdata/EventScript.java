package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.JournalFrameEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes journal frames as a node does: numbered, chained, cut at the largest frame. */
final class EventScript {
    private static final int FRAME_HEADER = MessageHeaderEncoder.ENCODED_LENGTH + JournalFrameEncoder.BLOCK_LENGTH;

    /** A finished frame and the journal's point behind it. */
    record Frame(
            byte[] bytes, long firstSequence, int count, long time, long positionAfter, long hashAfter, boolean last) {
        long lastSequence() {
            return firstSequence + count - 1;
        }

        /** Hands the frame's events to a handler, as the reader would. */
        void deliver(final JournalHandler handler) {
            final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            final MessageHeaderDecoder header = new MessageHeaderDecoder();
            int offset = FRAME_HEADER;
            for (int i = 0; i < count; i++) {
                header.wrap(buffer, offset);
                offset += MessageHeaderDecoder.ENCODED_LENGTH;
                handler.onEvent(
                        firstSequence + i,
                        time,
                        header.templateId(),
                        buffer,
                        offset,
                        header.blockLength(),
                        header.version());
                offset += header.blockLength();
            }
            handler.onFrameEnd(lastSequence(), positionAfter, hashAfter, last);
        }
    }

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final JournalFrameEncoder frameHeader = new JournalFrameEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[JournalLayout.MAX_FRAME_LENGTH]);
    private final UnsafeBuffer event = new UnsafeBuffer(new byte[1024]);
    private final List<Frame> command = new ArrayList<>();
    private int length = FRAME_HEADER;
    private int count;
    private long time;
    private long sequence;
    private long position;
    private long chainHash = ChainHash.INITIAL;

    /** Begins a command at a time. */
    void begin(final long timeNs) {
        time = timeNs;
        command.clear();
    }

    /** Adds an event; the encoder writes it with its header at offset 0 and returns its length. */
    void event(final ToIntFunction<MutableDirectBuffer> encoder) {
        final int eventLength = encoder.applyAsInt(event);
        if (length + eventLength > JournalLayout.MAX_FRAME_LENGTH) {
            endFrame(false);
        }
        buffer.putBytes(length, event, 0, eventLength);
        length += eventLength;
        count++;
    }

    /** Ends the command. {@return its frames, none if it had no event} */
    List<Frame> end() {
        if (count > 0) {
            endFrame(true);
        }
        return List.copyOf(command);
    }

    /** Last event's sequence. */
    long sequence() {
        return sequence;
    }

    /** Hash over all frames. */
    long chainHash() {
        return chainHash;
    }

    /** Position behind the last frame. */
    long position() {
        return position;
    }

    private void endFrame(final boolean last) {
        frameHeader
                .wrapAndApplyHeader(buffer, 0, header)
                .firstSequence(sequence + 1)
                .time(time)
                .chainHash(chainHash)
                .count(count)
                .encodingVersion(1);
        frameHeader.flags().clear().lastOfCommand(last);
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        chainHash = ChainHash.extend(chainHash, buffer, 0, length);
        final int aligned = BitUtil.align(length + JournalLayout.DATA_HEADER_LENGTH, 32);
        final long left = JournalLayout.TERM_LENGTH - (position & (JournalLayout.TERM_LENGTH - 1));
        position += aligned > left ? left + aligned : aligned;
        command.add(new Frame(bytes, sequence + 1, count, time, position, chainHash, last));
        sequence += count;
        count = 0;
        length = FRAME_HEADER;
    }
}
