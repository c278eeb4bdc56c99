package io.unidatum.exchange.book;

/** An order of {@link PooledOrderBook}. */
final class PooledOrder extends BookOrder {
    long id;
    PooledOrder nextInBucket;
    PooledOrder nextInPool;
    boolean postOnly;
    boolean indexed;
}
