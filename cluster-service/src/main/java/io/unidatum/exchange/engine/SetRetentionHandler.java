package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetRetentionDecoder;

/** SetRetention: how long the journal is kept in any case, and how many scarce disks suspend order entry. */
final class SetRetentionHandler implements CommandHandler {
    private final SetRetentionDecoder decoder = new SetRetentionDecoder();
    private final FixedText reasonText = new FixedText();
    private final JournalRetention retention;
    private final RetentionEvents events;

    SetRetentionHandler(final ExchangeState state, final RetentionEvents events) {
        this.retention = state.retention;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        if (decoder.marginNs() < 0 || decoder.marginNs() > EngineLimits.MAX_RETENTION_MARGIN_NS) {
            return RejectReason.INVALID_DURATION;
        }
        if (decoder.scarceMembers() < 1 || decoder.scarceMembers() > EngineLimits.MAX_MEMBERS) {
            return RejectReason.INVALID_LIMIT;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + SetRetentionDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        retention.set(decoder.marginNs(), decoder.scarceMembers());
        retention.updateFloor(command.now());
        events.retentionChanged(retention, reasonText);
        return RejectReason.NONE;
    }
}
