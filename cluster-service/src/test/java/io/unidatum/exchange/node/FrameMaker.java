package io.unidatum.exchange.node;

import io.aeron.logbuffer.FrameDescriptor;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.JournalFrameEncoder;
import java.util.Random;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes journal frames by hand as the state machine would: sequences, chained hash and positions are right, the content
 * follows from the sequence and a variant.
 */
final class FrameMaker {
    static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + JournalFrameEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[JournalLayout.MTU_LENGTH]);
    private final JournalFrameEncoder encoder = new JournalFrameEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long sequence;
    private long position;
    private long chainHash;

    FrameMaker() {
        this(0, 0, ChainHash.INITIAL);
    }

    FrameMaker(final long sequence, final long position, final long chainHash) {
        this.sequence = sequence;
        this.position = position;
        this.chainHash = chainHash;
    }

    long sequence() {
        return sequence;
    }

    long position() {
        return position;
    }

    long chainHash() {
        return chainHash;
    }

    /** Length of the next frame, which follows from its sequence, so that two makers agree. */
    int usualLength() {
        return HEADER_LENGTH + new Random(sequence).nextInt(2_000);
    }

    /** Whether a frame of a length would still fit into the current term. */
    boolean fitsTerm(final int length) {
        return termRemaining() >= aligned(length);
    }

    void make(final JournalSink sink, final int frames) {
        for (int i = 0; i < frames; i++) {
            make(sink, usualLength(), 0);
        }
    }

    void make(final JournalSink sink, final int length, final int variant) {
        final byte[] content = new byte[length - HEADER_LENGTH];
        new Random(31 * sequence + variant).nextBytes(content);
        make(sink, content);
    }

    void make(final JournalSink sink, final byte[] content) {
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .firstSequence(sequence + 1)
                .time(0)
                .chainHash(chainHash)
                .count(1)
                .encodingVersion(1);
        encoder.flags().clear().lastOfCommand(true);
        buffer.putBytes(HEADER_LENGTH, content);
        final int length = HEADER_LENGTH + content.length;
        if (!fitsTerm(length)) {
            position += termRemaining();
        }
        position += aligned(length);
        chainHash = ChainHash.extend(chainHash, buffer, 0, length);
        sequence++;
        sink.onFrame(buffer, 0, length, sequence, 1, chainHash, position);
    }

    private long termRemaining() {
        return JournalLayout.TERM_LENGTH - (position & (JournalLayout.TERM_LENGTH - 1));
    }

    private static int aligned(final int length) {
        return BitUtil.align(length + JournalLayout.DATA_HEADER_LENGTH, FrameDescriptor.FRAME_ALIGNMENT);
    }
}
