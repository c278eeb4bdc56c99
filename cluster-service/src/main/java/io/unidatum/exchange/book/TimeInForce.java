package io.unidatum.exchange.book;

/** How long an order of an {@link OrderBook} stays open. */
public enum TimeInForce {
    /** Good till cancelled: what finds no match at once rests. */
    GTC,
    /** Immediate or cancel: what finds no match at once is cancelled. */
    IOC,
    /** Fill or kill: trades at once with all it has, or not at all. */
    FOK
}
