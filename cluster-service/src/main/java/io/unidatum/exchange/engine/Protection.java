package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;

/** The price that a market order does not trade beyond. */
final class Protection {
    private Protection() {}

    /**
     * A price and the instrument's band beyond it, rounded to the tick towards that price.
     *
     * @param instrument whose band it is.
     * @param side of the order.
     * @param ticks the best opposite price, or a trigger.
     * @return in ticks; {@link Money#OVERFLOW} if it is no price.
     */
    static long ticks(final Instrument instrument, final BookSide side, final long ticks) {
        final long band = Money.share(ticks, instrument.protectionBand);
        final long protection = side == BookSide.BUY ? Money.add(ticks, band) : ticks - band;
        return Money.multiply(protection, instrument.tickSize) == Money.OVERFLOW ? Money.OVERFLOW : protection;
    }
}
