package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;

/** Leads instruments from one status to another: told to, by the collar, or because the time has come. */
final class MarketStatus {
    private static final FixedText BY_COLLAR = FixedText.of("price collar");
    private static final FixedText HALT_IS_OVER = FixedText.of("halt is over");
    private static final FixedText AUCTION_IS_OVER = FixedText.of("auction is over");

    private final ExchangeState state;
    private final MarketEvents events;
    private final CallAuction auction;
    private final MarketResumption resumption;

    MarketStatus(
            final ExchangeState state,
            final MarketEvents events,
            final CallAuction auction,
            final MarketResumption resumption) {
        this.state = state;
        this.events = events;
        this.auction = auction;
        this.resumption = resumption;
    }

    /** Whether an instrument may go to a status. Changes nothing. */
    static RejectReason check(final Instrument instrument, final InstrumentStatus status) {
        final boolean matches = trades(status) && instrument.status != InstrumentStatus.AUCTION;
        return matches && instrument.book.isCrossed() ? RejectReason.BOOK_CROSSED : RejectReason.NONE;
    }

    /** Does what a command asks for, which {@link #check} lets through. */
    void set(
            final Instrument instrument, final InstrumentStatus status, final long durationNs, final FixedText reason) {
        change(instrument, status, durationNs, reason, true);
    }

    /** Halts an instrument in which an order would have traded beyond the collar. */
    void haltByCollar(final Instrument instrument) {
        change(instrument, InstrumentStatus.HALTED, instrument.haltDurationNs, BY_COLLAR, false);
    }

    /** Ends a status whose time is over: a halt leads to an auction, if there is to be one, and that to trading. */
    void onDue(final Instrument instrument) {
        final boolean wasHalted = instrument.status == InstrumentStatus.HALTED;
        if (wasHalted && (instrument.auctionDurationNs != 0 || instrument.book.isCrossed())) {
            change(instrument, InstrumentStatus.AUCTION, instrument.auctionDurationNs, HALT_IS_OVER, false);
            if (instrument.auctionDurationNs != 0) {
                return;
            }
        }
        final boolean endsHalt = instrument.status == InstrumentStatus.HALTED;
        change(instrument, InstrumentStatus.OPEN, 0, endsHalt ? HALT_IS_OVER : AUCTION_IS_OVER, false);
    }

    private void change(
            final Instrument instrument,
            final InstrumentStatus status,
            final long durationNs,
            final FixedText reason,
            final boolean byCommand) {
        final boolean uncrosses = instrument.status == InstrumentStatus.AUCTION && trades(status);
        final boolean hasTraded = uncrosses && auction.uncross(instrument);
        final long until = durationNs == 0 ? Deadlines.NEVER : state.time + durationNs;
        instrument.status(status);
        if (durationNs == 0) {
            state.deadlines.instruments.remove(instrument);
        } else {
            state.deadlines.instruments.set(instrument, until);
        }
        events.statusChanged(instrument, until, reason, byCommand);
        if (hasTraded) {
            resumption.onAuctionTraded(instrument, auction.lowest(), auction.highest());
        }
        if (trades(status)) {
            resumption.onResumed(instrument);
        }
    }

    private static boolean trades(final InstrumentStatus status) {
        return status == InstrumentStatus.OPEN || status == InstrumentStatus.POST_ONLY;
    }
}
