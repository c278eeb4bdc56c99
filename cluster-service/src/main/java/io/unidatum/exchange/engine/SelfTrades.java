package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.Prevention;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;

/** Self-trade prevention in the book's words and in the protocol's. */
final class SelfTrades {
    private SelfTrades() {}

    /** The protocol's value. */
    static SelfTradePrevention protocol(final Prevention prevention) {
        return switch (prevention) {
            case CANCEL_NEWEST -> SelfTradePrevention.CANCEL_NEWEST;
            case CANCEL_OLDEST -> SelfTradePrevention.CANCEL_OLDEST;
            case CANCEL_BOTH -> SelfTradePrevention.CANCEL_BOTH;
            case DECREMENT_AND_CANCEL -> SelfTradePrevention.DECREMENT_AND_CANCEL;
        };
    }

    /** The book's value; what is not given is cancel newest. {@return null if it is unknown} */
    static Prevention prevention(final SelfTradePrevention value) {
        return switch (value) {
            case CANCEL_NEWEST, NULL_VAL -> Prevention.CANCEL_NEWEST;
            case CANCEL_OLDEST -> Prevention.CANCEL_OLDEST;
            case CANCEL_BOTH -> Prevention.CANCEL_BOTH;
            case DECREMENT_AND_CANCEL -> Prevention.DECREMENT_AND_CANCEL;
            case SBE_UNKNOWN -> null;
        };
    }
}
