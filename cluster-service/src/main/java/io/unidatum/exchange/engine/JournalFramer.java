package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.JournalFrameEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Numbers the events, fills them into frames and hands those to the sink. The frames are a function of the commands
 * alone: one command's events share no frame with another's.
 */
final class JournalFramer {
    /** Of events that use what schema version 1 added. */
    static final int VERSION_1 = 1;

    /** Of events that use what schema version 2 added. */
    static final int VERSION_2 = 2;

    private static final int VERSION_0 = 0;
    static final int FIRST_ENCODING_VERSION = 1;
    static final int LAST_ENCODING_VERSION = 3;
    private static final int FRAME_HEADER_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + JournalFrameEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[JournalLayout.MAX_FRAME_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final JournalFrameEncoder frame = new JournalFrameEncoder();
    private final JournalSink sink;

    private long time;
    private int eventOffset;
    private int eventBlockLength;
    private int eventVersion;
    private int encodingVersion;
    private int length;
    private int count;
    private long sequenceBefore;

    private long lastSequence;
    private long chainHash = ChainHash.INITIAL;
    private long position;

    JournalFramer(final JournalSink sink) {
        this.sink = sink;
    }

    /** Begins a command's events. */
    void begin(final long commandTime, final int version) {
        time = commandTime;
        encodingVersion = version;
        length = 0;
        count = 0;
        sequenceBefore = lastSequence;
    }

    /**
     * Makes room for the next event, of schema version 0, and gives it its sequence. Its header will say this block
     * length and version 0, whatever the encoder wrote there: what version 0 knows is encoded as it always was.
     *
     * @return where its SBE header goes in the buffer.
     */
    int next(final int blockLength) {
        return next(blockLength, VERSION_0);
    }

    /** As {@link #next(int)}, for an event that uses what a later schema version added. */
    int next(final int blockLength, final int version) {
        sealEvent();
        final int needed = MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        if (count != 0 && length + needed > JournalLayout.MAX_FRAME_LENGTH) {
            finishFrame(false);
        }
        if (count == 0) {
            length = FRAME_HEADER_LENGTH;
        }
        eventOffset = length;
        eventBlockLength = blockLength;
        eventVersion = version;
        length += needed;
        count++;
        lastSequence++;
        return eventOffset;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Ends a command's events. */
    void end() {
        if (count != 0) {
            sealEvent();
            finishFrame(true);
        }
    }

    /** First event of the command. {@return 0 if it has none} */
    long firstOfCommand() {
        return lastSequence == sequenceBefore ? 0 : sequenceBefore + 1;
    }

    /** Last event of the command. {@return 0 if it has none} */
    long lastOfCommand() {
        return lastSequence == sequenceBefore ? 0 : lastSequence;
    }

    long lastSequence() {
        return lastSequence;
    }

    long chainHash() {
        return chainHash;
    }

    long position() {
        return position;
    }

    void restore(final long sequence, final long hash, final long journalPosition) {
        lastSequence = sequence;
        chainHash = hash;
        position = journalPosition;
    }

    private void sealEvent() {
        if (count != 0) {
            header.wrap(buffer, eventOffset).blockLength(eventBlockLength).version(eventVersion);
        }
    }

    private void finishFrame(final boolean lastOfCommand) {
        final long firstSequence = lastSequence - count + 1;
        frame.wrapAndApplyHeader(buffer, 0, header)
                .firstSequence(firstSequence)
                .time(time)
                .chainHash(chainHash)
                .count(count)
                .encodingVersion(encodingVersion)
                .flags()
                .clear()
                .lastOfCommand(lastOfCommand);
        header.version(VERSION_0);
        chainHash = ChainHash.extend(chainHash, buffer, 0, length);
        position = JournalPositions.after(position, length);
        final int frameCount = count;
        count = 0;
        sink.onFrame(buffer, 0, length, firstSequence, frameCount, chainHash, position);
    }
}
