package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;
import io.unidatum.exchange.sbe.order.MassQuoteDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** The levels of the mass quote in hand, in ticks and lots, and the present quote that each level keeps. */
final class QuoteLevels {
    private final BookSide[] sides = new BookSide[Quotes.MAX];
    private final long[] ticks = new long[Quotes.MAX];
    private final long[] lots = new long[Quotes.MAX];
    private final EngineOrder[] kept = new EngineOrder[Quotes.MAX];
    private int size;

    int size() {
        return size;
    }

    BookSide side(final int index) {
        return sides[index];
    }

    /** Whether any level is of this side. */
    boolean has(final BookSide side) {
        for (int i = 0; i < size; i++) {
            if (sides[i] == side) {
                return true;
            }
        }
        return false;
    }

    long ticks(final int index) {
        return ticks[index];
    }

    long lots(final int index) {
        return lots[index];
    }

    /** The present quote at the level's price. {@return null if there is none} */
    EngineOrder kept(final int index) {
        return kept[index];
    }

    /** A new order for a level, not yet accepted. */
    EngineOrder newOrder(final int index, final AccountPosition position, final OrderFactory orders) {
        return orders.create(
                position.account,
                position.instrument,
                sides[index],
                OrderType.LIMIT,
                TimeInForce.GTC,
                ticks[index],
                lots[index]);
    }

    /** Reads the levels and checks each by itself, then how they are to each other. */
    RejectReason read(final MassQuoteDecoder decoder, final Instrument instrument) {
        size = 0;
        final MassQuoteDecoder.QuotesDecoder levels = decoder.quotes();
        final int count = levels.count();
        while (levels.hasNext()) {
            final RejectReason reason = read(levels.next(), instrument);
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        return count > Quotes.MAX || areDouble() || areCrossed() ? RejectReason.INVALID_QUOTE : RejectReason.NONE;
    }

    /** Finds the present quote that each level keeps. */
    void match(final Quotes present) {
        for (int i = 0; i < size; i++) {
            kept[i] = null;
            for (int j = 0; j < present.size() && kept[i] == null; j++) {
                final EngineOrder order = present.get(j);
                if (order.price() == ticks[i] && order.side() == sides[i]) {
                    kept[i] = order;
                }
            }
        }
    }

    /** What a present quote is to have open. {@return 0 if it is not kept} */
    long lots(final EngineOrder present) {
        for (int i = 0; i < size; i++) {
            if (kept[i] == present) {
                return lots[i];
            }
        }
        return 0;
    }

    private RejectReason read(final MassQuoteDecoder.QuotesDecoder level, final Instrument instrument) {
        final Side side = level.side();
        if (side != Side.BUY && side != Side.SELL) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        RejectReason reason = OrderRules.checkQuantity(instrument, level.quantity());
        if (reason == RejectReason.NONE) {
            reason = OrderRules.checkPrice(instrument, level.price());
        }
        if (reason == RejectReason.NONE && size < Quotes.MAX) {
            sides[size] = side == Side.BUY ? BookSide.BUY : BookSide.SELL;
            ticks[size] = level.price() / instrument.tickSize;
            lots[size] = level.quantity() / instrument.lotSize;
            size++;
        }
        return reason;
    }

    private boolean areDouble() {
        for (int i = 1; i < size; i++) {
            for (int j = 0; j < i; j++) {
                if (ticks[i] == ticks[j] && sides[i] == sides[j]) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean areCrossed() {
        long highestBid = 0;
        long lowestAsk = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            if (sides[i] == BookSide.BUY) {
                highestBid = Math.max(highestBid, ticks[i]);
            } else {
                lowestAsk = Math.min(lowestAsk, ticks[i]);
            }
        }
        return highestBid >= lowestAsk;
    }
}
