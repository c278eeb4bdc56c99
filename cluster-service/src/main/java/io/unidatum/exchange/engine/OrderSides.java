package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.Side;

/** One side, or both. */
enum OrderSides {
    BUY,
    SELL,
    BOTH;

    /** The protocol's value, null being both. {@return null if it is unknown} */
    static OrderSides of(final Side side) {
        return switch (side) {
            case BUY -> BUY;
            case SELL -> SELL;
            case NULL_VAL -> BOTH;
            case SBE_UNKNOWN -> null;
        };
    }

    boolean contains(final EngineOrder order) {
        return this == BOTH || order.isBuy() == (this == BUY);
    }
}
