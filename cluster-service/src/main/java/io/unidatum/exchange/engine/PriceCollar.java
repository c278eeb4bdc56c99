package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;

/**
 * How far from the last price an instrument trades before it halts. The last price is that at the start of the command,
 * so that all of a cascade within one command is measured from where it began; only an auction gives a new one.
 */
final class PriceCollar {
    private PriceCollar() {}

    /**
     * The worst price at which an order may trade: its own, or the collar's if that comes first. To be asked before
     * each execution in an instrument that has a collar.
     *
     * @param order to be matched.
     * @param commandNumber of the command in hand, which keeps its reference.
     * @return in ticks.
     */
    static long worstTicks(final EngineOrder order, final long commandNumber) {
        final Instrument instrument = order.instrument;
        if (instrument.collarCommand != commandNumber) {
            instrument.collarCommand = commandNumber;
            instrument.collarReference = instrument.lastPrice;
        }
        final long reference = instrument.collarReference;
        if (instrument.collar == 0 || reference == 0) {
            return order.price();
        }
        final long width = Money.share(reference, instrument.collar);
        final long highest = Money.addSaturating(reference, width) / instrument.tickSize;
        final long lowest = -Math.floorDiv(width - reference, instrument.tickSize);
        // What is offered too cheaply is as far from the last price as what is too dear: not even the best trades.
        final PriceLevel best = instrument.book.best(order.side().opposite());
        if (order.side() == BookSide.BUY) {
            return best != null && best.price() < lowest
                    ? Math.min(order.price(), best.price() - 1)
                    : Math.min(order.price(), highest);
        }
        return best != null && best.price() > highest
                ? Math.max(order.price(), best.price() + 1)
                : Math.max(order.price(), lowest);
    }

    /**
     * Whether an order that has been matched as far as the collar would go on trading beyond it.
     *
     * @param order that has open quantity left and does not rest.
     * @param worstTicks it was matched with.
     */
    static boolean hasStopped(final EngineOrder order, final long worstTicks) {
        return worstTicks != order.price() && reaches(order);
    }

    private static boolean reaches(final EngineOrder order) {
        final PriceLevel best = order.instrument.book.best(order.side().opposite());
        return best != null
                && (order.side() == BookSide.BUY ? best.price() <= order.price() : best.price() >= order.price());
    }
}
