package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The state machine's frames, handed to the ledger's follower as they come. One thread appends, one reads, once. */
public final class LiveJournal implements JournalSource, JournalSink {
    private static final int FRAMES_A_POLL = 64;

    private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();

    /** Constructs an empty journal. */
    public LiveJournal() {}

    /**
     * Starts an adapter that reads it.
     *
     * @param context of the adapter.
     * @return the adapter.
     */
    public LedgerAdapter launch(final LedgerContext context) {
        return LedgerAdapter.launch(context, this, WriteStep.Listener.NONE);
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
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        frames.add(new Frame(bytes, new JournalPoint(firstSequence + count - 1, positionAfter, chainHashAfter)));
    }

    @Override
    public Feed open(final JournalPoint startAfter, final JournalHandler handler) {
        return new LiveFeed(handler);
    }

    private record Frame(byte[] bytes, JournalPoint end) {}

    private final class LiveFeed implements Feed {
        private final JournalHandler handler;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final JournalFrameDecoder decoder = new JournalFrameDecoder();
        private volatile JournalPoint point = JournalPoint.START;

        private LiveFeed(final JournalHandler handler) {
            this.handler = handler;
        }

        @Override
        public int poll() {
            int work = 0;
            for (Frame frame = null; work < FRAMES_A_POLL && (frame = frames.poll()) != null; work++) {
                handOn(frame);
                point = frame.end;
            }
            return work;
        }

        @Override
        public JournalReaderStatus status() {
            return new JournalReaderStatus(true, List.of(0), point, 0, 0, null, "");
        }

        @Override
        public void close() {}

        private void handOn(final Frame frame) {
            final UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes);
            decoder.wrapAndApplyHeader(buffer, 0, header);
            final long first = decoder.firstSequence();
            final long time = decoder.time();
            int offset = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            for (int i = 0; i < decoder.count(); i++) {
                header.wrap(buffer, offset);
                handler.onEvent(
                        first + i,
                        time,
                        header.templateId(),
                        buffer,
                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                        header.blockLength(),
                        header.version());
                offset += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            }
            handler.onFrameEnd(
                    frame.end.sequence(),
                    frame.end.position(),
                    frame.end.chainHash(),
                    decoder.flags().lastOfCommand());
        }
    }
}
