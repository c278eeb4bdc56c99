package io.unidatum.exchange.book;

/** What became of an order that was placed, after all its matches. */
public enum Placement {
    /** Nothing is left of it. */
    FILLED,
    /** What is left rests at the back of its level. */
    RESTED,
    /** It met an order of its own owner: what is left did not rest. */
    SELF_TRADE,
    /** It was not allowed to rest, and the other side of the book is empty. */
    NO_LIQUIDITY,
    /** It was not allowed to rest, and the other side's best price is beyond its own. */
    PRICE_BEYOND_LIMIT
}
