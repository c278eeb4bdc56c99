package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.event.ConsumerChangedEncoder;
import io.unidatum.exchange.sbe.event.JournalAcknowledgedEncoder;
import io.unidatum.exchange.sbe.event.JournalSpaceChangedEncoder;
import io.unidatum.exchange.sbe.event.RetentionChangedEncoder;

/** Writes what becomes of the journal's consumers, of its retention and of the room for it. */
final class RetentionEvents {
    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConsumerChangedEncoder consumerChanged = new ConsumerChangedEncoder();
    private final JournalAcknowledgedEncoder acknowledged = new JournalAcknowledgedEncoder();
    private final JournalSpaceChangedEncoder spaceChanged = new JournalSpaceChangedEncoder();
    private final RetentionChangedEncoder retentionChanged = new RetentionChangedEncoder();

    RetentionEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    void consumerChanged(final JournalConsumer consumer, final boolean enabled, final FixedText reason) {
        consumerChanged
                .wrapAndApplyHeader(framer.buffer(), next(ConsumerChangedEncoder.BLOCK_LENGTH), header)
                .enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE)
                .sequence(consumer.sequence)
                .position(consumer.position);
        origin.write(consumerChanged.origin());
        consumer.writeName(
                consumerChanged.buffer(), consumerChanged.offset() + ConsumerChangedEncoder.consumerEncodingOffset());
        reason.write(
                consumerChanged.buffer(), consumerChanged.offset() + ConsumerChangedEncoder.reasonEncodingOffset());
    }

    void acknowledged(final JournalConsumer consumer, final JournalRetention retention) {
        acknowledged
                .wrapAndApplyHeader(framer.buffer(), next(JournalAcknowledgedEncoder.BLOCK_LENGTH), header)
                .sequence(consumer.sequence)
                .position(consumer.position)
                .floorSequence(retention.floorSequence())
                .floorPosition(retention.floorPosition());
        origin.write(acknowledged.origin());
        consumer.writeName(
                acknowledged.buffer(), acknowledged.offset() + JournalAcknowledgedEncoder.consumerEncodingOffset());
    }

    void spaceChanged(
            final int memberId, final SpaceState state, final long freeBytes, final JournalRetention retention) {
        spaceChanged
                .wrapAndApplyHeader(framer.buffer(), next(JournalSpaceChangedEncoder.BLOCK_LENGTH), header)
                .memberId((short) memberId)
                .state(state)
                .orderEntrySuspended(suspended(retention))
                .freeBytes(freeBytes);
        origin.write(spaceChanged.origin());
    }

    void retentionChanged(final JournalRetention retention, final FixedText reason) {
        retentionChanged
                .wrapAndApplyHeader(framer.buffer(), next(RetentionChangedEncoder.BLOCK_LENGTH), header)
                .marginNs(retention.marginNs())
                .scarceMembers((short) retention.scarceMembers())
                .orderEntrySuspended(suspended(retention));
        origin.write(retentionChanged.origin());
        reason.write(
                retentionChanged.buffer(), retentionChanged.offset() + RetentionChangedEncoder.reasonEncodingOffset());
    }

    private int next(final int blockLength) {
        return framer.next(blockLength, JournalFramer.VERSION_2);
    }

    private static BooleanType suspended(final JournalRetention retention) {
        return retention.isOrderEntrySuspended() ? BooleanType.TRUE : BooleanType.FALSE;
    }
}
