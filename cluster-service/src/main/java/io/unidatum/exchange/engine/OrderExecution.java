package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.Placement;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.TimeInForce;

/** Brings an accepted, amended or triggered order to the book and to its end, if it has come to that. */
final class OrderExecution implements MarketResumption {
    private final ExchangeState state;
    private final OrderEvents events;
    private final SpecialOrderEvents specialEvents;
    private final TriggerCascade cascade;
    private MarketStatus market;
    /** What the last self-trade took off the order in hand. */
    private long decrementedLots;

    OrderExecution(final ExchangeState state, final OrderEvents events, final SpecialOrderEvents specialEvents) {
        this.state = state;
        this.events = events;
        this.specialEvents = specialEvents;
        cascade = new TriggerCascade(specialEvents, this);
    }

    TriggerCascade cascade() {
        return cascade;
    }

    /** Has an accepted order executed, or wait for its trigger first. */
    void begin(final EngineOrder order, final Outcome outcome) {
        if (order.isConditional()) {
            startWaiting(order);
            outcome.order(order, OrderStatus.NEW);
            cascade.electIfReached(order);
        } else {
            execute(order, outcome);
        }
    }

    /** Lets an accepted order wait for its trigger, which has not been looked at yet. */
    void startWaiting(final EngineOrder order) {
        order.instrument.triggers.add(order);
        register(order);
    }

    /** What halts an instrument; set once. */
    void market(final MarketStatus marketStatus) {
        market = marketStatus;
    }

    @Override
    public void onAuctionTraded(final Instrument instrument, final long lowestTicks, final long highestTicks) {
        cascade.onTraded(instrument);
    }

    @Override
    public void onResumed(final Instrument instrument) {
        cascade.resume(instrument);
    }

    /** Matches the order, then rests or closes it. Its hold is in place and its event written. */
    void execute(final EngineOrder order, final Outcome outcome) {
        final Instrument instrument = order.instrument;
        if (!order.special || mayGoOn(order, outcome)) {
            place(order, outcome);
        }
        if (instrument.highestTraded != 0) {
            cascade.onTraded(instrument);
        }
    }

    private void place(final EngineOrder order, final Outcome outcome) {
        final Instrument instrument = order.instrument;
        long worstTicks = order.price();
        if (instrument.isRestricted) {
            if (instrument.status == InstrumentStatus.AUCTION) {
                rest(order, outcome);
                return;
            }
            if (instrument.status == InstrumentStatus.HALTED) {
                // The collar has halted it earlier in this very command: a mass quote has more levels to place.
                cancel(order, CancelReason.PRICE_COLLAR, outcome);
                return;
            }
            worstTicks = PriceCollar.worstTicks(order, state.commandNumber);
        }
        final Placement placement = instrument.book.match(order, worstTicks);
        if (placement == Placement.FILLED) {
            outcome.order(order, OrderStatus.FILLED);
            close(order);
        } else if (placement == Placement.SELF_TRADE) {
            cancelSelfTrade(order, outcome);
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
     * writes OrderCancelled; then the same for the other leg, if one cancels the other. The order must not be used
     * afterwards.
     *
     * @param order that is open, or being executed.
     * @param reason that is given.
     * @param outcome takes what became of it; null if the command is not about this order.
     */
    void cancel(final EngineOrder order, final CancelReason reason, final Outcome outcome) {
        final boolean wasResting = order.isResting();
        if (wasResting) {
            order.instrument.book.remove(order);
        } else if (order.waitingPlace != null) {
            order.instrument.triggers.remove(order);
        }
        end(order, reason, wasResting, outcome);
    }

    /** As {@link #cancel}, for an order that has just left the place where it stood. */
    void end(final EngineOrder order, final CancelReason reason, final boolean wasResting, final Outcome outcome) {
        end(order, reason, wasResting, order.leaves(), order.visible(), outcome);
    }

    /** Ends an order that the book dropped because all its leaves were taken off it. */
    void endEmpty(final EngineOrder order, final CancelReason reason, final long lots, final long displayedLots) {
        end(order, reason, true, lots, displayedLots, null);
    }

    /** Takes a quantity off an order that stays open, which the book has done already if it rests. */
    void reduced(final EngineOrder order, final CancelReason reason, final long lots, final long displayedLots) {
        order.quantityLots -= lots;
        final long hold = order.worstHold();
        order.account.hold(order.heldAsset(), hold - order.hold);
        order.hold = hold;
        if (order.registered) {
            state.openQuantities.recount(order);
        }
        specialEvents.reduced(order, reason, lots, displayedLots);
    }

    /** Self-trade prevention took a quantity off the order that is being executed. */
    void decrementedTaker(final EngineOrder order, final long lots) {
        decrementedLots = lots;
        if (order.leaves() == 0) {
            // What is cancelled is what it had left: execution comes to that next.
            order.quantityLots -= lots;
        } else {
            reduced(order, CancelReason.SELF_TRADE, lots, 0);
        }
    }

    /** Forgets an order of which nothing is left. It must not be used afterwards. */
    void close(final EngineOrder order) {
        if (order.registered) {
            state.openOrders.remove(order);
        }
        if (order.special && order.expireTime != 0) {
            state.deadlines.orders.remove(order);
        }
        state.orderPool.release(order);
    }

    private void end(
            final EngineOrder order,
            final CancelReason reason,
            final boolean wasResting,
            final long lots,
            final long displayedLots,
            final Outcome outcome) {
        order.account.hold(order.heldAsset(), -order.hold);
        order.hold = 0;
        events.cancelled(order, reason, wasResting, lots, displayedLots);
        if (outcome != null) {
            outcome.cancelledOrder(order, reason);
        }
        final EngineOrder otherLeg = order.linked;
        close(order);
        if (otherLeg != null) {
            otherLeg.linked = null;
            cancel(otherLeg, CancelReason.OCO, null);
        }
    }

    /** What only special orders have to pass before they are matched. {@return false if it has ended here} */
    private boolean mayGoOn(final EngineOrder order, final Outcome outcome) {
        if (order.has(OrderFlag.REDUCE_ONLY) && !reduceToPosition(order, outcome)) {
            return false;
        }
        if (order.isConditional() && mayOnlyRest(order)) {
            cancel(order, CancelReason.POST_ONLY, outcome);
            return false;
        }
        if (order.timeInForce == TimeInForce.FOK && !isFillable(order)) {
            cancel(order, CancelReason.FILL_OR_KILL, outcome);
            return false;
        }
        return true;
    }

    /** Whether a triggered order would take where it may not: others are rejected before. */
    private static boolean mayOnlyRest(final EngineOrder order) {
        final boolean postOnlyMarket = order.instrument.status == InstrumentStatus.POST_ONLY;
        return postOnlyMarket && !order.mayRest
                || (postOnlyMarket || order.has(OrderFlag.POST_ONLY))
                        && MarketAccess.wouldTake(order.instrument, order.side(), order.price());
    }

    private boolean reduceToPosition(final EngineOrder order, final Outcome outcome) {
        final long allowed = ReduceOnly.allowedLots(state.positions, order);
        if (allowed == 0) {
            cancel(order, CancelReason.REDUCE_ONLY, outcome);
            return false;
        }
        if (allowed < order.leaves()) {
            final long excess = order.leaves() - allowed;
            order.reopen(order.price(), allowed);
            reduced(order, CancelReason.REDUCE_ONLY, excess, 0);
        }
        return true;
    }

    private boolean isFillable(final EngineOrder order) {
        final long worstTicks =
                order.instrument.isRestricted ? PriceCollar.worstTicks(order, state.commandNumber) : order.price();
        return order.instrument.book.fillable(order, worstTicks, order.leaves()) == order.leaves();
    }

    private void cancelSelfTrade(final EngineOrder order, final Outcome outcome) {
        if (order.leaves() == 0) {
            end(order, CancelReason.SELF_TRADE, false, decrementedLots, 0, outcome);
        } else {
            cancel(order, CancelReason.SELF_TRADE, outcome);
        }
    }

    private void rest(final EngineOrder order, final Outcome outcome) {
        order.instrument.book.rest(order);
        if (!order.registered) {
            register(order);
        } else {
            state.openQuantities.recount(order);
        }
        events.rested(order);
        outcome.order(order, order.openStatus());
    }

    private void register(final EngineOrder order) {
        state.openOrders.add(order);
        if (order.special && order.expireTime != 0) {
            state.deadlines.orders.set(order, order.expireTime);
        }
    }

    private static CancelReason remainderReason(final EngineOrder order, final Placement placement) {
        if (!order.isMarket()) {
            return CancelReason.IOC_REMAINDER;
        }
        return placement == Placement.NO_LIQUIDITY ? CancelReason.NO_LIQUIDITY : CancelReason.PROTECTION_PRICE;
    }
}
