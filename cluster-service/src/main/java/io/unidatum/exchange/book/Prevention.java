package io.unidatum.exchange.book;

/** What happens instead of a trade between two orders of one owner. The taker's setting decides. */
public enum Prevention {
    /** The taker stops, and what is left of it does not rest. */
    CANCEL_NEWEST,
    /** The maker leaves the book, and the taker goes on. */
    CANCEL_OLDEST,
    /** The maker leaves the book, and the taker stops. */
    CANCEL_BOTH,
    /** Both lose what the smaller one has; whichever has nothing left is gone, and the taker goes on with the rest. */
    DECREMENT_AND_CANCEL
}
