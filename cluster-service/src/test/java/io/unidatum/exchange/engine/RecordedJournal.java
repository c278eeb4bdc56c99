package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps the frames of a journal, and checks of each what every reader relies on. */
final class RecordedJournal implements JournalSink {
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
    private final List<Event> events = new ArrayList<>();
    private final JournalFrameDecoder frame = new JournalFrameDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long lastSequence;
    private long chainHash;
    private long position;
    private boolean commandEnded = true;

    RecordedJournal() {}

    /** A journal that goes on where a machine restored from a snapshot stands. */
    RecordedJournal(final ExchangeStateMachine machine) {
        lastSequence = machine.lastSequence();
        chainHash = machine.chainHash();
        position = machine.journalPosition();
    }

    /** The events since the last call. */
    List<Event> take() {
        final List<Event> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** Whether the last frame was its command's last. */
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
        assertThat(length).isLessThanOrEqualTo(JournalLayout.MAX_FRAME_LENGTH);
        frame.wrapAndApplyHeader(buffer, offset, header);
        assertThat(frame.firstSequence()).isEqualTo(firstSequence).isEqualTo(lastSequence + 1);
        assertThat(frame.chainHash()).isEqualTo(chainHash);
        assertThat(frame.count()).isEqualTo(count).isPositive();
        lastSequence += count;
        chainHash = ChainHash.extend(chainHash, buffer, offset, length);
        assertThat(chainHashAfter).isEqualTo(chainHash);
        position = JournalPositions.after(position, length);
        assertThat(positionAfter).isEqualTo(position);
        commandEnded = frame.flags().lastOfCommand();

        int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        for (int i = 0; i < count; i++) {
            header.wrap(buffer, at);
            at += MessageHeaderDecoder.ENCODED_LENGTH;
            events.add(EventDecoder.decode(header.templateId(), buffer, at, header.blockLength(), header.version()));
            at += header.blockLength();
        }
        assertThat(at).isEqualTo(offset + length);

        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        frames.add(new Frame(bytes));
    }

    /** A snapshot's messages, or anything else, as buffers. */
    static DirectBuffer buffer(final byte[] bytes) {
        return new UnsafeBuffer(bytes);
    }
}
