package io.unidatum.exchange.book;

class ReferenceOrderBookTest extends OrderBookContract {
    @Override
    OrderBook newBook(final OrderBookListener listener) {
        return new ReferenceOrderBook(listener);
    }
}
