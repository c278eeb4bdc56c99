package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.Prevention;
import io.unidatum.exchange.book.PriceLevel;

/** How much a market buy by quote amount can buy, fees included. */
final class QuoteAmount {
    private QuoteAmount() {}

    /**
     * The lots that an amount pays for: level by level up to the worst price, and beyond what is there at that price.
     * Orders that may not trade when it comes to it do not count, so that what it trades never costs more: reduce-only
     * ones, and the account's own if they are to be cancelled.
     *
     * @param order that is to be executed; it says side, owner, rate and prevention.
     * @param amount quote units, fees included.
     * @param worstTicks it may trade at.
     * @param maxLots it may have.
     * @return 0 if not even one lot.
     */
    static long lots(final EngineOrder order, final long amount, final long worstTicks, final long maxLots) {
        final Instrument instrument = order.instrument;
        long rest = notional(amount, order.takerRate);
        long lots = 0;
        PriceLevel level = instrument.book.best(BookSide.SELL);
        while (level != null && level.price() <= worstTicks && lots < maxLots) {
            // No overflow: something rests here, so that one lot at this price is within 63 bits.
            final long lotPrice = level.price() * instrument.notionalPerTickLot;
            final long affordable = rest / lotPrice;
            final long onOffer = onOffer(level, order, affordable);
            if (affordable < onOffer) {
                return Math.min(lots + affordable, maxLots);
            }
            lots += onOffer;
            rest -= onOffer * lotPrice;
            level = instrument.book.worse(BookSide.SELL, level);
        }
        final long worstLotPrice = Money.multiply(worstTicks, instrument.notionalPerTickLot);
        final long beyond = worstLotPrice == Money.OVERFLOW ? 0 : rest / worstLotPrice;
        return lots >= maxLots ? maxLots : lots + Math.min(beyond, maxLots - lots);
    }

    /** The largest notional that, with its fee, an amount pays for. */
    static long notional(final long amount, final int rate) {
        final long whole = Money.PARTS_PER_MILLION + rate;
        return amount / whole * Money.PARTS_PER_MILLION + amount % whole * Money.PARTS_PER_MILLION / whole;
    }

    /** What a level offers, counted no further than to be more than what can be paid. */
    private static long onOffer(final PriceLevel level, final EngineOrder order, final long affordable) {
        final boolean withoutOwn = order.prevention() == Prevention.CANCEL_OLDEST;
        long lots = 0;
        for (BookOrder maker = level.first(); maker != null && lots <= affordable; maker = maker.behind()) {
            if (!maker.isGuarded() && !(withoutOwn && maker.owner() == order.owner())) {
                lots += maker.leaves();
            }
        }
        return lots;
    }
}
