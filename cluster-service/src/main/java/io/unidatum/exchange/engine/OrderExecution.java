package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.Placement;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;

/** Brings an accepted or amended order to the book and to its end, if it has come to that. */
final class OrderExecution implements MarketResumption {
    private final ExchangeState state;
    private final OrderEvents events;
    private MarketStatus market;

    OrderExecution(final ExchangeState state, final OrderEvents events) {
        this.state = state;
        this.events = events;
    }

    /** What halts an instrument; set once. */
    void market(final MarketStatus marketStatus) {
        market = marketStatus;
    }

    @Override
    public void onAuctionTraded(final Instrument instrument, final long lowestTicks, final long highestTicks) {}

    @Override
    public void onResumed(final Instrument instrument) {}

    /** Matches the order, then rests or closes it. Its hold is in place and its event written. */
    void execute(final EngineOrder order, final Outcome outcome) {
        final Instrument instrument = order.instrument;
        long worstTicks = order.price();
        if (instrument.isRestricted) {
            if (instrument.status == InstrumentStatus.AUCTION) {
                rest(order, outcome);
                return;
            }
            worstTicks = PriceCollar.worstTicks(order, state.commandNumber);
        }
        final Placement placement = instrument.book.match(order, worstTicks);
        if (placement == Placement.FILLED) {
            outcome.order(order, OrderStatus.FILLED);
            close(order);
        } else if (placement == Placement.SELF_TRADE) {
            cancel(order, CancelReason.SELF_TRADE, outcome);
        } else if (PriceCollar.hasStopped(order, worstTicks)) {
            cancel(order, CancelReason.PRICE_COLLAR, outcome);
            market.haltByCollar(instrument);
        } else if (order.mayRest) {
            rest(order, outcome);
        } else {
            cancel(order, remainderReason(order, placement), outcome);
        }
    }

    /**
     * The one way in which what is left of an order ends: takes it out from wherever it stands, releases its hold and
     * writes OrderCancelled. The order must not be used afterwards.
     *
     * @param order that is open, or being executed.
     * @param reason that is given.
     * @param outcome takes what became of it; null if the command is not about this order.
     */
    void cancel(final EngineOrder order, final CancelReason reason, final Outcome outcome) {
        final boolean wasResting = order.isResting();
        if (wasResting) {
            order.instrument.book.remove(order);
        }
        end(order, reason, wasResting, outcome);
    }

    /** As {@link #cancel}, for an order that has just left the place where it stood. */
    void end(final EngineOrder order, final CancelReason reason, final boolean wasResting, final Outcome outcome) {
        order.account.hold(order.heldAsset(), -order.hold);
        order.hold = 0;
        events.cancelled(order, reason, wasResting, order.leaves(), order.visible());
        if (outcome != null) {
            outcome.cancelledOrder(order, reason);
        }
        close(order);
    }

    /** Forgets an order of which nothing is left. It must not be used afterwards. */
    void close(final EngineOrder order) {
        if (order.registered) {
            state.openOrders.remove(order);
        }
        state.orderPool.release(order);
    }

    private void rest(final EngineOrder order, final Outcome outcome) {
        order.instrument.book.rest(order);
        if (!order.registered) {
            state.openOrders.add(order);
        } else {
            state.openQuantities.recount(order);
        }
        events.rested(order);
        outcome.order(order, order.openStatus());
    }

    private static CancelReason remainderReason(final EngineOrder order, final Placement placement) {
        if (!order.isMarket()) {
            return CancelReason.IOC_REMAINDER;
        }
        return placement == Placement.NO_LIQUIDITY ? CancelReason.NO_LIQUIDITY : CancelReason.PROTECTION_PRICE;
    }
}
