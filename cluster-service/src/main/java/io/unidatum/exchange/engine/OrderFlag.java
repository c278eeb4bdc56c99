package io.unidatum.exchange.engine;

/** The bits of an order's flags, as they travel. */
final class OrderFlag {
    static final int POST_ONLY = 1;
    static final int REDUCE_ONLY = 1 << 1;
    /** Placed by a mass quote; not accepted in a command. */
    static final int MASS_QUOTE = 1 << 2;

    private OrderFlag() {}
}
