package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.PriceLevel;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;

/** Checks a mass quote as a whole: what the account would have open and hold once it has replaced the present one. */
final class QuoteRules {
    private final ExchangeState state;
    private final OrderFactory orders;
    private final QuoteLevels levels;
    private long buyHold;
    private long sellHold;
    private long moreBuyLots;
    private long moreSellLots;

    QuoteRules(final ExchangeState state, final OrderFactory orders, final QuoteLevels levels) {
        this.state = state;
        this.orders = orders;
        this.levels = levels;
    }

    /** Whether a level would trade with an order that is none of the quotes to be replaced. */
    boolean wouldTake(final Account account, final Instrument instrument) {
        if (instrument.status == InstrumentStatus.AUCTION) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            if (wouldTake(account, instrument, levels.side(i), levels.ticks(i))) {
                return true;
            }
        }
        return false;
    }

    /** Limits, room and funds. */
    RejectReason check(final AccountPosition position) {
        final Account account = position.account;
        final Instrument instrument = position.instrument;
        final boolean holdsFit = sumUp(position);
        RejectReason reason = checkLimits(account, instrument, position);
        if (reason == RejectReason.NONE) {
            reason = checkRoom(account, levels.size() - position.quotes.size());
        }
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (!holdsFit) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        if (buyHold > account.available(instrument.quote) || sellHold > account.available(instrument.base)) {
            return RejectReason.INSUFFICIENT_BALANCE;
        }
        return instrument.hasRoomFor(BookSide.BUY, moreBuyLots) && instrument.hasRoomFor(BookSide.SELL, moreSellLots)
                ? RejectReason.NONE
                : RejectReason.QUANTITY_TOO_LARGE;
    }

    /** Works out what more is open and held by side. {@return false if a hold exceeds 63 bits} */
    private boolean sumUp(final AccountPosition position) {
        final Quotes present = position.quotes;
        buyHold = 0;
        sellHold = 0;
        moreBuyLots = 0;
        moreSellLots = 0;
        // What is given back comes first, so that the sums stay within 64 bits.
        for (int i = 0; i < present.size(); i++) {
            final EngineOrder order = present.get(i);
            add(order.side(), -order.hold, -order.leaves());
        }
        boolean fits = true;
        for (int i = 0; i < levels.size(); i++) {
            final long hold = hold(position, i);
            fits &= hold != Money.OVERFLOW;
            add(levels.side(i), Math.max(hold, 0), levels.lots(i));
        }
        return fits;
    }

    private long hold(final AccountPosition position, final int index) {
        final EngineOrder kept = levels.kept(index);
        if (kept != null) {
            return kept.holdFor(levels.ticks(index), levels.lots(index));
        }
        final EngineOrder order = levels.newOrder(index, position, orders);
        final long hold = order.holdFor(order.price(), order.leaves());
        state.orderPool.release(order);
        return hold;
    }

    private void add(final BookSide side, final long hold, final long lots) {
        if (side == BookSide.BUY) {
            buyHold = addCapped(buyHold, hold);
            moreBuyLots = addCapped(moreBuyLots, lots);
        } else {
            sellHold = addCapped(sellHold, hold);
            moreSellLots = addCapped(moreSellLots, lots);
        }
    }

    private RejectReason checkLimits(
            final Account account, final Instrument instrument, final AccountPosition position) {
        final RiskLimits limits = position.effectiveLimits();
        if (limits == null) {
            return RejectReason.NONE;
        }
        for (int i = 0; i < levels.size(); i++) {
            final RejectReason reason = RiskRules.checkOrder(
                    limits, instrument.quantity(levels.lots(i)), instrument.notional(levels.ticks(i), levels.lots(i)));
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        RejectReason reason = RejectReason.NONE;
        if (levels.has(BookSide.BUY)) {
            reason = RiskRules.checkPosition(limits, position, instrument, true, moreBuyLots);
        }
        if (reason == RejectReason.NONE && levels.has(BookSide.SELL)) {
            reason = RiskRules.checkPosition(limits, position, instrument, false, moreSellLots);
        }
        return reason;
    }

    private RejectReason checkRoom(final Account account, final int moreOrders) {
        if (!account.mayOpen(moreOrders)) {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        return state.openOrders.hasRoomFor(moreOrders) ? RejectReason.NONE : RejectReason.OVERLOADED;
    }

    private static boolean wouldTake(
            final Account account, final Instrument instrument, final BookSide side, final long ticks) {
        final BookSide makers = side.opposite();
        PriceLevel level = instrument.book.best(makers);
        while (level != null && (side == BookSide.BUY ? level.price() <= ticks : level.price() >= ticks)) {
            for (BookOrder maker = level.first(); maker != null; maker = maker.behind()) {
                final EngineOrder order = (EngineOrder) maker;
                if (order.account != account || !order.has(OrderFlag.MASS_QUOTE)) {
                    return true;
                }
            }
            level = instrument.book.worse(makers, level);
        }
        return false;
    }

    private static long addCapped(final long a, final long b) {
        final long sum = a + b;
        return b > 0 && sum < a ? Long.MAX_VALUE : sum;
    }
}
