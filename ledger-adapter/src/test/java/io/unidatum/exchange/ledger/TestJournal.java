package io.unidatum.exchange.ledger;

import io.unidatum.exchange.client.journal.JournalFault;
import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.event.JournalFrameDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal in memory that is read as the archives' is. One thread appends; any number of feeds read. */
final class TestJournal implements JournalSource {
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private volatile JournalPoint end = JournalPoint.START;
    private volatile int limit = Integer.MAX_VALUE;
    private volatile int framesPerPoll = 4;

    /** Appends a frame as the state machine made it. */
    void append(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final JournalFrameDecoder header = new JournalFrameDecoder();
        final UnsafeBuffer copy = new UnsafeBuffer(bytes);
        header.wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
        if (header.firstSequence() != end.sequence() + 1 || header.chainHash() != end.chainHash()) {
            throw new IllegalStateException("the frame does not follow");
        }
        final JournalPoint before = end;
        final JournalPoint after = new JournalPoint(
                header.firstSequence() + header.count() - 1,
                positionAfter(before.position(), length),
                ChainHash.extend(before.chainHash(), copy, 0, length));
        frames.add(new Frame(bytes, before, after, header.flags().lastOfCommand()));
        end = after;
    }

    JournalPoint end() {
        return end;
    }

    List<Frame> frames() {
        return frames;
    }

    /** Has feeds see no more than so many frames. */
    void limit(final int newLimit) {
        limit = newLimit;
    }

    /** Has feeds hand on so many frames a step. */
    void framesPerPoll(final int newFramesPerPoll) {
        framesPerPoll = newFramesPerPoll;
    }

    @Override
    public Feed open(final JournalPoint startAfter, final JournalHandler handler) {
        return new MemoryFeed(startAfter, handler);
    }

    /** Aeron's rule: a frame that does not fit into the rest of the term begins the next one. */
    static long positionAfter(final long position, final int length) {
        final int aligned = BitUtil.align(length + JournalLayout.DATA_HEADER_LENGTH, 32);
        final long offset = position & (JournalLayout.TERM_LENGTH - 1);
        final long start =
                offset + aligned > JournalLayout.TERM_LENGTH ? position - offset + JournalLayout.TERM_LENGTH : position;
        return start + aligned;
    }

    record Frame(byte[] bytes, JournalPoint before, JournalPoint after, boolean lastOfCommand) {}

    private final class MemoryFeed implements Feed {
        private final JournalHandler handler;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final JournalFrameDecoder frameDecoder = new JournalFrameDecoder();
        private JournalPoint point;
        private int next;
        private JournalFault fault;

        private MemoryFeed(final JournalPoint startAfter, final JournalHandler handler) {
            this.handler = handler;
            point = startAfter;
            while (next < frames.size() && frames.get(next).before.sequence() < startAfter.sequence()) {
                next++;
            }
        }

        @Override
        public int poll() {
            int work = 0;
            while (fault == null && work < framesPerPoll && next < Math.min(limit, frames.size())) {
                final Frame frame = frames.get(next);
                if (!frame.before.equals(point)) {
                    fault = new JournalFault(JournalFault.Kind.DIVERGED, 0, "the frame does not follow.");
                    return 0;
                }
                handOn(frame);
                point = frame.after;
                next++;
                work++;
            }
            return work;
        }

        @Override
        public JournalReaderStatus status() {
            return new JournalReaderStatus(fault == null, List.of(0), point, 0, 0, fault, "");
        }

        @Override
        public void close() {}

        private void handOn(final Frame frame) {
            final UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes);
            frameDecoder.wrapAndApplyHeader(buffer, 0, header);
            int offset = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            for (int i = 0; i < frameDecoder.count(); i++) {
                header.wrap(buffer, offset);
                handler.onEvent(
                        frameDecoder.firstSequence() + i,
                        frameDecoder.time(),
                        header.templateId(),
                        buffer,
                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                        header.blockLength(),
                        header.version());
                offset += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
            }
            handler.onFrameEnd(
                    frame.after.sequence(),
                    frame.after.position(),
                    frame.after.chainHash(),
                    frameDecoder.flags().lastOfCommand());
        }
    }
}
