package io.unidatum.exchange.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.event.OrderRestedDecoder;
import org.agrona.DirectBuffer;

/** Checks that what a reader passes on has neither gap nor duplicate, and keeps how far it came. */
final class CollectedEvents implements JournalHandler {
    private final OrderRestedDecoder event = new OrderRestedDecoder();
    private final long startAfter;
    private long sequence;
    private volatile JournalPoint point;
    private RuntimeException failure;

    CollectedEvents(final long startAfter) {
        this.startAfter = startAfter;
        this.sequence = startAfter;
        this.point = JournalPoint.ofSequence(startAfter);
    }

    void failOnNext(final RuntimeException ex) {
        failure = ex;
    }

    long count() {
        return sequence - startAfter;
    }

    JournalPoint point() {
        return point;
    }

    @Override
    public void onEvent(
            final long eventSequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        if (failure != null) {
            throw failure;
        }
        assertThat(eventSequence).isEqualTo(++sequence);
        assertThat(templateId).isEqualTo(OrderRestedDecoder.TEMPLATE_ID);
        event.wrap(buffer, offset, blockLength, version);
        assertThat(event.orderId()).isEqualTo(eventSequence);
    }

    @Override
    public void onFrameEnd(
            final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
        assertThat(lastSequence).isEqualTo(sequence);
        point = new JournalPoint(lastSequence, position, chainHash);
    }
}
