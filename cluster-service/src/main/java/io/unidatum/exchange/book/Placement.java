package io.unidatum.exchange.book;

/** Why an order stopped matching. It does not rest: that is for the caller to decide. */
public enum Placement {
    /** Nothing is left of it. */
    FILLED,
    /** It met an order of its own owner; nothing may be left of it (decrement and cancel). */
    SELF_TRADE,
    /** The other side of the book is empty. */
    NO_LIQUIDITY,
    /** The other side's best price is beyond the worst one it may trade at. */
    PRICE_BEYOND_LIMIT
}
