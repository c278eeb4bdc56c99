package io.unidatum.exchange.book;

/** The two sides of a book. */
public enum BookSide {
    /** Bids: the highest price is the best. */
    BUY,
    /** Asks: the lowest price is the best. */
    SELL;

    /** The side it trades with. {@return the other side} */
    public BookSide opposite() {
        return this == BUY ? SELL : BUY;
    }
}
