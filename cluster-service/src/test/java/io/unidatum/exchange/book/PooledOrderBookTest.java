package io.unidatum.exchange.book;

class PooledOrderBookTest extends OrderBookContract {
    @Override
    OrderBook newBook(final OrderBookListener listener) {
        return new PooledOrderBook(listener);
    }
}
