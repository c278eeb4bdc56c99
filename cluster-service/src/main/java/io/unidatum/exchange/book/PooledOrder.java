package io.unidatum.exchange.book;

/**
 * An order of {@link PooledOrderBook} while something is done with it: the one that comes in, or one that was read from
 * its {@link Records record}. Used again for the next one.
 */
final class PooledOrder extends BookOrder {
    /** Its record; 0: it has none yet. */
    int record;

    long id;
    boolean postOnly;
}
