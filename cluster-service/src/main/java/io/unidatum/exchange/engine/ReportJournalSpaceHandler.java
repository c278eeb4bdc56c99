package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceDecoder;

/** ReportJournalSpace: a node's disk has become scarce or ample. A report of what is known changes nothing. */
final class ReportJournalSpaceHandler implements CommandHandler {
    private final ReportJournalSpaceDecoder decoder = new ReportJournalSpaceDecoder();
    private final JournalRetention retention;
    private final RetentionEvents events;

    ReportJournalSpaceHandler(final ExchangeState state, final RetentionEvents events) {
        this.retention = state.retention;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final int memberId = decoder.memberId();
        if (memberId >= EngineLimits.MAX_MEMBERS) {
            return RejectReason.INVALID_LIMIT;
        }
        final SpaceState space = decoder.state();
        if (space != SpaceState.AMPLE && space != SpaceState.SCARCE) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final boolean isScarce = space == SpaceState.SCARCE;
        if (retention.isScarce(memberId) != isScarce) {
            retention.setScarce(memberId, isScarce);
            events.spaceChanged(memberId, space, decoder.freeBytes(), retention);
        }
        return RejectReason.NONE;
    }
}
