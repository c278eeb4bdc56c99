package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.AuctionListener;
import io.unidatum.exchange.book.MatchListener;

/**
 * Settles every match: fees, balances and holds of both sides, the fee account, then the Trade event; a maker that is
 * filled is gone.
 */
final class TradeSettlement implements MatchListener<EngineOrder>, AuctionListener<EngineOrder> {
    private final ExchangeState state;
    private final TradeEvents events;
    private final OrderExecution execution;

    TradeSettlement(final ExchangeState state, final TradeEvents events, final OrderExecution execution) {
        this.state = state;
        this.events = events;
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
        instrument.lastPrice = instrument.price(ticks);

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
    }

    private void restOrClose(final EngineOrder order) {
        if (order.leaves() == 0) {
            execution.close(order);
        } else {
            state.openQuantities.recount(order);
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
        }
    }
}
