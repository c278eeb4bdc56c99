package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetConsumerDecoder;

/** SetConsumer: registers a consumer of the journal, at the retention floor, or forgets it. */
final class SetConsumerHandler implements CommandHandler {
    private final SetConsumerDecoder decoder = new SetConsumerDecoder();
    private final JournalConsumer name = new JournalConsumer();
    private final FixedText reasonText = new FixedText();
    private final JournalRetention retention;
    private final RetentionEvents events;

    SetConsumerHandler(final ExchangeState state, final RetentionEvents events) {
        this.retention = state.retention;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final BooleanType enabled = decoder.enabled();
        if (enabled != BooleanType.TRUE && enabled != BooleanType.FALSE) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final int nameOffset = decoder.offset() + SetConsumerDecoder.consumerEncodingOffset();
        reasonText.read(decoder.buffer(), decoder.offset() + SetConsumerDecoder.reasonEncodingOffset());
        if (!JournalConsumer.isName(decoder.buffer(), nameOffset) || !reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        final JournalConsumer known = retention.find(name.readName(decoder.buffer(), nameOffset));
        return enabled == BooleanType.TRUE ? register(known, command.now()) : forget(known, command.now());
    }

    private RejectReason register(final JournalConsumer known, final long now) {
        if (known != null) {
            return RejectReason.ALREADY_EXISTS;
        }
        if (retention.isFull()) {
            return RejectReason.TOO_MANY_CONSUMERS;
        }
        events.consumerChanged(retention.add(name), true, reasonText);
        retention.updateFloor(now);
        return RejectReason.NONE;
    }

    private RejectReason forget(final JournalConsumer known, final long now) {
        if (known == null) {
            return RejectReason.UNKNOWN_CONSUMER;
        }
        retention.remove(known);
        retention.updateFloor(now);
        events.consumerChanged(known, false, reasonText);
        return RejectReason.NONE;
    }
}
