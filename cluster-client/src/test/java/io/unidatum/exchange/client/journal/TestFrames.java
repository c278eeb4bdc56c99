package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.protocol.JournalLayout;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.event.JournalFrameEncoder;
import io.unidatum.exchange.sbe.event.OrderRestedEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes a chain of journal frames as the state machine would, each event an OrderRested whose order id is its sequence.
 */
final class TestFrames {
    static final int MAX_EVENTS =
            (JournalLayout.MAX_FRAME_LENGTH - MessageHeaderEncoder.ENCODED_LENGTH - JournalFrameEncoder.BLOCK_LENGTH)
                    / (MessageHeaderEncoder.ENCODED_LENGTH + OrderRestedEncoder.BLOCK_LENGTH);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final JournalFrameEncoder frame = new JournalFrameEncoder();
    private final OrderRestedEncoder event = new OrderRestedEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[JournalLayout.MAX_FRAME_LENGTH]);
    private long sequence;
    private long position;
    private long chainHash;
    private int length;

    TestFrames() {
        this(JournalPoint.START);
    }

    TestFrames(final JournalPoint from) {
        sequence = from.sequence();
        position = from.position();
        chainHash = from.chainHash();
    }

    /** Makes the next frame. {@return its length} */
    int next(final int events, final long price) {
        frame.wrapAndApplyHeader(buffer, 0, header)
                .firstSequence(sequence + 1)
                .time(1_000 * (sequence + 1))
                .chainHash(chainHash)
                .count(events)
                .encodingVersion(1)
                .flags()
                .clear()
                .lastOfCommand(true);
        int at = MessageHeaderEncoder.ENCODED_LENGTH + JournalFrameEncoder.BLOCK_LENGTH;
        for (int i = 0; i < events; i++) {
            event.wrapAndApplyHeader(buffer, at, header)
                    .orderId(sequence + 1 + i)
                    .instrumentSequence(sequence + 1 + i)
                    .price(price)
                    .quantity(1)
                    .instrumentId(1)
                    .side(Side.BUY);
            at += MessageHeaderEncoder.ENCODED_LENGTH + OrderRestedEncoder.BLOCK_LENGTH;
        }
        length = at;
        sequence += events;
        chainHash = ChainHash.extend(chainHash, buffer, 0, length);
        final int aligned = FrameChain.alignedLength(length);
        final long termLeft = JournalLayout.TERM_LENGTH - position % JournalLayout.TERM_LENGTH;
        position += aligned > termLeft ? termLeft + aligned : aligned;
        return length;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    JournalPoint point() {
        return new JournalPoint(sequence, position, chainHash);
    }
}
