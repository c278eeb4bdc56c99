package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.model.ModelEvent;
import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps a journal's frames and its events as bytes, and checks of each frame what every reader relies on. */
final class Tape implements JournalSink {
    /** A frame's bytes, compared by content. */
    record Frame(byte[] bytes) {
        @Override
        public boolean equals(final Object other) {
            return other instanceof Frame frame && Arrays.equals(bytes, frame.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    final List<Frame> frames = new ArrayList<>();
    private final List<ModelEvent> events = new ArrayList<>();
    private final JournalFrameDecoder frame = new JournalFrameDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long lastSequence;
    private long chainHash;
    private long position;
    private boolean commandEnded = true;

    /** Goes on where a machine that was restored from a snapshot stands. */
    void startAt(final ExchangeStateMachine machine) {
        lastSequence = machine.lastSequence();
        chainHash = machine.chainHash();
        position = machine.journalPosition();
    }

    /** The events since the last call. */
    List<ModelEvent> take() {
        final List<ModelEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    boolean hasCommandEnded() {
        return commandEnded;
    }

    @Override
    public void onFrame(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int count,
            final long chainHashAfter,
            final long positionAfter) {
        frame.wrapAndApplyHeader(buffer, offset, header);
        require(length <= JournalLayout.MAX_FRAME_LENGTH, "length");
        require(frame.firstSequence() == firstSequence && firstSequence == lastSequence + 1, "first sequence");
        require(frame.chainHash() == chainHash, "hash before it");
        require(frame.count() == count && count > 0, "count");
        lastSequence += count;
        chainHash = ChainHash.extend(chainHash, buffer, offset, length);
        position = JournalPositions.after(position, length);
        require(chainHashAfter == chainHash, "hash after it");
        require(positionAfter == position, "position after it");
        commandEnded = frame.flags().lastOfCommand();
        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        for (int i = 0; i < count; i++) {
            header.wrap(buffer, at);
            final byte[] event = new byte[MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength()];
            buffer.getBytes(at, event);
            events.add(new ModelEvent(event));
            at += event.length;
        }
        require(at == offset + length, "end");
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        frames.add(new Frame(bytes));
    }

    private void require(final boolean condition, final String what) {
        if (!condition) {
            throw new AssertionError("journal frame after " + lastSequence + ": wrong " + what);
        }
    }
}
