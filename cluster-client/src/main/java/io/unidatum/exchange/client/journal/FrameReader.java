package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import org.agrona.DirectBuffer;

/**
 * Takes one journal frame apart. The whole frame is checked before any of its events is passed on, so nothing is ever
 * read outside it. Reused from frame to frame; allocates nothing.
 */
final class FrameReader {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int LAST_ENCODING_VERSION = 3;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final JournalFrameDecoder frame = new JournalFrameDecoder();
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private int eventsOffset;
    private long firstSequence;
    private long chainHash;
    private long time;
    private int count;
    private boolean isLastOfCommand;

    /**
     * Looks at a frame.
     *
     * @throws MalformedFrameException if it is none, or one that this build does not know.
     */
    void wrap(final DirectBuffer frameBuffer, final int frameOffset, final int frameLength) {
        buffer = frameBuffer;
        offset = frameOffset;
        length = frameLength;
        if (frameLength > JournalLayout.MAX_FRAME_LENGTH) {
            throw new MalformedFrameException("a frame of " + frameLength + " bytes is longer than any can be");
        }
        requireRoom(0, HEADER_LENGTH, "frame header");
        header.wrap(buffer, offset);
        if (header.schemaId() != JournalFrameDecoder.SCHEMA_ID
                || header.templateId() != JournalFrameDecoder.TEMPLATE_ID) {
            throw new MalformedFrameException(
                    "not a journal frame: schema " + header.schemaId() + ", template " + header.templateId());
        }
        if (header.blockLength() < JournalFrameDecoder.BLOCK_LENGTH) {
            throw new MalformedFrameException("frame block of " + header.blockLength() + " bytes is too short");
        }
        requireRoom(HEADER_LENGTH, header.blockLength(), "frame block");
        frame.wrap(buffer, offset + HEADER_LENGTH, header.blockLength(), header.version());
        eventsOffset = HEADER_LENGTH + header.blockLength();
        firstSequence = frame.firstSequence();
        chainHash = frame.chainHash();
        time = frame.time();
        count = frame.count();
        isLastOfCommand = frame.flags().lastOfCommand();
        if (frame.encodingVersion() < 1 || frame.encodingVersion() > LAST_ENCODING_VERSION) {
            throw new MalformedFrameException("events are encoded in version " + frame.encodingVersion()
                    + ", this build knows 1 to " + LAST_ENCODING_VERSION + ": upgrade it");
        }
        if (count < 1 || firstSequence < 1 || firstSequence > Long.MAX_VALUE - count) {
            throw new MalformedFrameException("frame of " + count + " events from sequence " + firstSequence);
        }
        requireEvents();
    }

    long firstSequence() {
        return firstSequence;
    }

    long lastSequence() {
        return firstSequence + count - 1;
    }

    /** Hash of all frames before this one. */
    long chainHash() {
        return chainHash;
    }

    /** Hash of all frames including this one. */
    long chainHashAfter() {
        return ChainHash.extend(chainHash, buffer, offset, length);
    }

    long time() {
        return time;
    }

    boolean isLastOfCommand() {
        return isLastOfCommand;
    }

    /** Passes on the events behind a sequence. */
    void deliver(final long afterSequence, final JournalHandler handler) {
        int at = eventsOffset;
        for (int i = 0; i < count; i++) {
            header.wrap(buffer, offset + at);
            final int blockLength = header.blockLength();
            final long sequence = firstSequence + i;
            if (sequence > afterSequence) {
                handler.onEvent(
                        sequence,
                        time,
                        header.templateId(),
                        buffer,
                        offset + at + HEADER_LENGTH,
                        blockLength,
                        header.version());
            }
            at += HEADER_LENGTH + blockLength;
        }
    }

    private void requireEvents() {
        int at = eventsOffset;
        for (int i = 0; i < count; i++) {
            requireRoom(at, HEADER_LENGTH, "header of event");
            header.wrap(buffer, offset + at);
            if (header.schemaId() != JournalFrameDecoder.SCHEMA_ID) {
                throw new MalformedFrameException("event of schema " + header.schemaId());
            }
            at += HEADER_LENGTH;
            requireRoom(at, header.blockLength(), "block of event");
            at += header.blockLength();
        }
        if (at != length) {
            throw new MalformedFrameException((length - at) + " bytes behind the last event");
        }
    }

    private void requireRoom(final int at, final int needed, final String what) {
        if (needed > length - at) {
            throw new MalformedFrameException("frame of " + length + " bytes is cut off in the " + what);
        }
    }
}
