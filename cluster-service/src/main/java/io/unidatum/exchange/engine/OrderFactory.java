package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.TimeInForce;

/** Makes orders that have not been accepted yet: without id and hold, at the rates of their account's tier. */
final class OrderFactory {
    private final ExchangeState state;

    OrderFactory(final ExchangeState state) {
        this.state = state;
    }

    /**
     * Makes an order; prices are in ticks, quantities in lots. Whoever does not accept it gives it back to the pool.
     */
    EngineOrder create(
            final Account account,
            final Instrument instrument,
            final BookSide side,
            final OrderType type,
            final TimeInForce timeInForce,
            final long ticks,
            final long lots) {
        final EngineOrder order = state.orderPool.acquire();
        order.open(side, ticks, lots, account.id);
        order.account = account;
        order.instrument = instrument;
        order.makerRate = state.feeTiers.makerRate(account.feeTier);
        order.takerRate = state.feeTiers.takerRate(account.feeTier);
        order.makerNotional = 0;
        order.takerNotional = 0;
        order.fee = 0;
        order.quantityLots = lots;
        order.type = type;
        order.timeInForce = timeInForce;
        order.mayRest = timeInForce != TimeInForce.IOC && timeInForce != TimeInForce.FOK && !order.isMarket();
        return order;
    }
}
