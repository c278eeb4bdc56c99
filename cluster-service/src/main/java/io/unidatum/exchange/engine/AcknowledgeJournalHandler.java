package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.AcknowledgeJournalDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/**
 * AcknowledgeJournal: a consumer has everything up to a point, and the retention floor follows. The same point again
 * changes nothing.
 */
final class AcknowledgeJournalHandler implements CommandHandler {
    private final AcknowledgeJournalDecoder decoder = new AcknowledgeJournalDecoder();
    private final JournalConsumer name = new JournalConsumer();
    private final JournalRetention retention;
    private final JournalFramer framer;
    private final RetentionEvents events;

    AcknowledgeJournalHandler(final ExchangeState state, final JournalFramer framer, final RetentionEvents events) {
        this.retention = state.retention;
        this.framer = framer;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final JournalConsumer consumer = retention.find(
                name.readName(decoder.buffer(), decoder.offset() + AcknowledgeJournalDecoder.consumerEncodingOffset()));
        if (consumer == null) {
            return RejectReason.UNKNOWN_CONSUMER;
        }
        final long sequence = decoder.sequence();
        final long position = decoder.position();
        if (sequence < retention.floorSequence()
                || position < retention.floorPosition()
                || sequence > framer.lastSequence()
                || position > framer.position()) {
            return RejectReason.INVALID_POSITION;
        }
        if (sequence != consumer.sequence || position != consumer.position) {
            retention.checkpoint(command.now(), framer.lastSequence(), framer.position());
            consumer.sequence = sequence;
            consumer.position = position;
            retention.updateFloor(command.now());
            events.acknowledged(consumer, retention);
        }
        return RejectReason.NONE;
    }
}
