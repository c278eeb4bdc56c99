package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;

/** What an instrument's status lets through. OPEN lets all through, so it need be asked only of others. */
final class MarketAccess {
    private MarketAccess() {}

    /**
     * A new order.
     *
     * @param instrument it is in.
     * @param waits whether it waits for a trigger first.
     * @param mayRest whether what is not matched at once rests.
     * @param postOnly whether it is flagged so: then would-be takers have a reject of their own.
     * @param side of the order.
     * @param ticks its limit price, if it has one.
     * @return NONE, or the reject.
     */
    static RejectReason checkNew(
            final Instrument instrument,
            final boolean waits,
            final boolean mayRest,
            final boolean postOnly,
            final BookSide side,
            final long ticks) {
        return switch (instrument.status) {
            case HALTED -> RejectReason.INSTRUMENT_HALTED;
            case CANCEL_ONLY -> RejectReason.INSTRUMENT_CANCEL_ONLY;
            case AUCTION -> waits || mayRest ? RejectReason.NONE : RejectReason.INSTRUMENT_IN_AUCTION;
            case POST_ONLY ->
                waits || mayRest && (postOnly || !wouldTake(instrument, side, ticks))
                        ? RejectReason.NONE
                        : RejectReason.INSTRUMENT_POST_ONLY;
            default -> RejectReason.NONE;
        };
    }

    /**
     * An amendment.
     *
     * @param order as it is.
     * @param postOnly whether it is flagged so.
     * @param waits whether it waits for its trigger.
     * @param keepsPriority whether it rests and is only made smaller.
     * @param newTicks its price then.
     * @return NONE, or the reject.
     */
    static RejectReason checkAmend(
            final EngineOrder order,
            final boolean postOnly,
            final boolean waits,
            final boolean keepsPriority,
            final long newTicks) {
        final Instrument instrument = order.instrument;
        if (keepsPriority && instrument.status != InstrumentStatus.HALTED) {
            return RejectReason.NONE;
        }
        return checkNew(instrument, waits, true, postOnly, order.side(), newTicks);
    }

    /** Whether an order at a price would trade at once: the other side's best is at it or within it. */
    static boolean wouldTake(final Instrument instrument, final BookSide side, final long ticks) {
        if (instrument.status == InstrumentStatus.AUCTION) {
            return false;
        }
        final PriceLevel best = instrument.book.best(side.opposite());
        return best != null && (side == BookSide.BUY ? best.price() <= ticks : best.price() >= ticks);
    }
}
