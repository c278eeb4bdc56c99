package io.unidatum.exchange.gateway.orders;

import io.unidatum.exchange.gateway.view.Instrument;
import io.unidatum.exchange.sbe.common.SelfTradePrevention;
import io.unidatum.exchange.sbe.common.Side;
import java.util.List;

/**
 * All that an account quotes in an instrument from now on.
 *
 * @param instrument to quote.
 * @param postOnly whether nothing is quoted if any level would trade at once.
 * @param prevention of trades with the account's own orders; NULL_VAL for the default.
 * @param levels in order of importance; none to withdraw all quotes.
 */
public record QuoteRequest(
        Instrument instrument, boolean postOnly, SelfTradePrevention prevention, List<Level> levels) {
    /** Most levels of one quote, both sides together. */
    public static final int MAX_LEVELS = 64;

    /**
     * A price that is quoted.
     *
     * @param side buy or sell.
     * @param price units of 10<sup>-8</sup>.
     * @param quantity to be open there, units of 10<sup>-8</sup>.
     */
    public record Level(Side side, long price, long quantity) {}
}
