package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.AuctionListener;
import io.unidatum.exchange.book.MatchListener;
import io.unidatum.exchange.sbe.common.CancelReason;

/**
 * Settles every match: fees, balances, holds and positions of both sides, the fee account, then the Trade event; a
 * maker that is filled is gone. And what else the book does to orders that rest in it.
 */
final class TradeSettlement implements MatchListener<EngineOrder>, AuctionListener<EngineOrder> {
    private final ExchangeState state;
    private final TradeEvents events;
    private final SpecialOrderEvents specialEvents;
    private final OrderExecution execution;
    /** The stop leg of a limit leg that has traded with an iceberg whose refill is still to come. */
    private EngineOrder endingLeg;

    TradeSettlement(
            final ExchangeState state,
            final TradeEvents events,
            final SpecialOrderEvents specialEvents,
            final OrderExecution execution) {
        this.state = state;
        this.events = events;
        this.specialEvents = specialEvents;
        this.execution = execution;
    }

    @Override
    public void onMatch(final EngineOrder maker, final EngineOrder taker, final long ticks, final long lots) {
        trade(maker, taker, ticks, lots, false);
        restOrClose(maker);
    }

    /** Both rested, so both pay their maker rate; the older one is called the maker. */
    @Override
    public void onAuctionMatch(final EngineOrder bid, final EngineOrder ask, final long ticks, final long lots) {
        final boolean bidIsOlder = bid.id < ask.id;
        final EngineOrder maker = bidIsOlder ? bid : ask;
        final EngineOrder taker = bidIsOlder ? ask : bid;
        trade(maker, taker, ticks, lots, true);
        restOrClose(maker);
        restOrClose(taker);
    }

    private void trade(
            final EngineOrder maker,
            final EngineOrder taker,
            final long ticks,
            final long lots,
            final boolean auction) {
        final Instrument instrument = maker.instrument;
        final long quantity = instrument.quantity(lots);
        // No overflow: it is part of the maker's own notional, which was checked when it was accepted.
        final long notional = ticks * lots * instrument.notionalPerTickLot;
        final long makerFee = maker.addFill(notional, true);
        final long takerFee = taker.addFill(notional, auction);

        settle(maker, quantity, notional, makerFee);
        settle(taker, quantity, notional, takerFee);
        state.feeAccount().addAvailable(instrument.quote, makerFee + takerFee);
        instrument.traded(ticks);
        if (state.knowsVersion2()) {
            state.positions.of(maker).position.fill(maker.isBuy(), quantity, notional);
            state.positions.of(taker).position.fill(taker.isBuy(), quantity, notional);
        }

        events.trade(
                state.nextTradeId++,
                maker,
                taker,
                instrument.lastPrice,
                quantity,
                notional,
                makerFee,
                takerFee,
                auction);
        if (maker.special && maker.linked != null) {
            cancelOtherLeg(maker, taker);
        }
        if (taker.special && taker.linked != null) {
            cancelOtherLeg(taker, maker);
        }
    }

    /**
     * A limit leg has traded: the stop leg ends, once the order that it traded with has been refilled if it will be.
     */
    private void cancelOtherLeg(final EngineOrder leg, final EngineOrder counterpart) {
        final EngineOrder stopLeg = leg.linked;
        leg.linked = null;
        stopLeg.linked = null;
        if (counterpart.leaves() != 0 && counterpart.isResting() && counterpart.visible() == 0) {
            endingLeg = stopLeg;
        } else {
            execution.cancel(stopLeg, CancelReason.OCO, null);
        }
    }

    private void restOrClose(final EngineOrder order) {
        if (order.leaves() == 0) {
            execution.close(order);
        } else {
            state.openQuantities.recount(order);
        }
    }

    @Override
    public void onRefill(final EngineOrder maker) {
        specialEvents.refilled(maker);
        if (endingLeg != null) {
            execution.cancel(endingLeg, CancelReason.OCO, null);
            endingLeg = null;
        }
    }

    @Override
    public void onSelfTrade(
            final EngineOrder maker, final EngineOrder taker, final long makerQuantity, final long takerQuantity) {
        if (takerQuantity == 0) {
            execution.end(maker, CancelReason.SELF_TRADE, true, null);
            return;
        }
        final long displayed = maker.instrument.book.withdrawn(maker.side());
        if (maker.leaves() == 0) {
            maker.quantityLots -= makerQuantity;
            execution.endEmpty(maker, CancelReason.SELF_TRADE, makerQuantity, displayed);
        } else {
            execution.reduced(maker, CancelReason.SELF_TRADE, makerQuantity, displayed);
        }
        execution.decrementedTaker(taker, takerQuantity);
    }

    @Override
    public long allowed(final EngineOrder order) {
        return ReduceOnly.allowedLots(state.positions, order);
    }

    @Override
    public void onGuarded(final EngineOrder order, final long quantity) {
        if (order.isResting()) {
            final long displayed = order.instrument.book.withdrawn(order.side());
            execution.reduced(order, CancelReason.REDUCE_ONLY, quantity, displayed);
        } else {
            execution.end(order, CancelReason.REDUCE_ONLY, true, null);
        }
    }

    private static void settle(final EngineOrder order, final long quantity, final long notional, final long orderFee) {
        final Account account = order.account;
        final Asset base = order.instrument.base;
        final Asset quote = order.instrument.quote;
        final long hold = order.holdAfterFill();
        final long released = order.hold - hold;
        order.hold = hold;
        if (order.isBuy()) {
            account.takeHeld(quote, released);
            account.addAvailable(quote, released - notional - orderFee);
            account.addAvailable(base, quantity);
        } else {
            account.takeHeld(base, released);
            account.addAvailable(quote, notional - orderFee);
            if (released != quantity) {
                // A limit leg that was decremented held more than its own quantity, for the other leg's sake.
                account.addAvailable(base, released - quantity);
            }
        }
    }
}
