package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.Prevention;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;

/**
 * An order. Its book price is in ticks and its leaves are in lots; everything here is in the protocol's units but
 * {@link #quantityLots}. Pooled: see {@link OrderPool}. The fields here are those that only some orders have, or that
 * are not looked at while it trades.
 */
final class EngineOrder extends TradingOrder implements Timed {
    /** Trigger price now, in ticks; 0: none. */
    long stopTicks;

    /** Cluster time at which it is due to expire; 0: none. */
    long expireTime;
    /** Most that a market buy may cost, fees included; 0: it is by quantity. */
    long quoteAmount;

    /** Distance of a trailing stop as a price; 0: by rate. */
    long trailingOffset;
    /** Distance of a trailing stop in parts per million; 0: by amount. */
    int trailingRate;
    /** Best last price, in ticks, since the trailing stop was accepted. */
    long trailingPeak;

    int triggerIndex = NOT_TIMED;
    int trailingIndex = NOT_TIMED;
    EngineOrder nextTriggered;
    EngineOrder previousTriggered;

    private int heapIndex = NOT_TIMED;

    /** Part of the open quantity there that is this order's. */
    long countedLots;

    /** An order of no pool, for calculations and tests. */
    EngineOrder() {
        this(NOT_TIMED);
    }

    EngineOrder(final int number) {
        super(number);
    }

    @Override
    public long timedId() {
        return id;
    }

    @Override
    public int heapIndex() {
        return heapIndex;
    }

    @Override
    public void heapIndex(final int index) {
        heapIndex = index;
    }

    /** Where it stands. {@return null while it is being executed} */
    OrderPlace place() {
        return isResting() ? OrderPlace.BOOK : waitingPlace;
    }

    boolean has(final int flag) {
        return (flags & flag) != 0;
    }

    /** Whether it is, or becomes once triggered, a market order: it has a protection price, and never rests. */
    boolean isMarket() {
        return type != OrderType.LIMIT && type != OrderType.STOP_LIMIT && type != OrderType.TAKE_PROFIT_LIMIT;
    }

    /** Whether it is of a type that waits for its trigger first. */
    boolean isConditional() {
        return type != OrderType.LIMIT && type != OrderType.MARKET;
    }

    /** Another price and open quantity for an order that does not rest; all else that the book knows of it stays. */
    void reopen(final long ticks, final long lots) {
        final Prevention prevention = prevention();
        final long display = display();
        final boolean guarded = isGuarded();
        open(side(), ticks, lots, owner());
        prevention(prevention);
        guarded(guarded);
        if (display != 0) {
            iceberg(display);
        }
    }

    /** Forgets what only special orders have. */
    void clearSpecial() {
        special = false;
        flags = 0;
        waitingPlace = null;
        stopTicks = 0;
        expireTime = 0;
        quoteAmount = 0;
        trailingOffset = 0;
        trailingRate = 0;
        trailingPeak = 0;
        linked = null;
    }

    boolean isBuy() {
        return side() == BookSide.BUY;
    }

    Side protocolSide() {
        return isBuy() ? Side.BUY : Side.SELL;
    }

    /** The asset its hold is in. */
    Asset heldAsset() {
        return isBuy() ? instrument.quote : instrument.base;
    }

    long protocolPrice() {
        return instrument.price(price());
    }

    long quantity() {
        return instrument.quantity(quantityLots);
    }

    long leavesQuantity() {
        return instrument.quantity(leaves());
    }

    long filledQuantity() {
        return instrument.quantity(quantityLots - leaves());
    }

    long filledNotional() {
        return Money.addSaturating(makerNotional, takerNotional);
    }

    OrderStatus openStatus() {
        return leaves() == quantityLots ? OrderStatus.NEW : OrderStatus.PARTIALLY_FILLED;
    }

    /** What the order must hold for this open quantity at this price. {@return OVERFLOW if it exceeds 63 bits} */
    long holdFor(final long ticks, final long lots) {
        final long open = instrument.notional(ticks, lots);
        if (open == Money.OVERFLOW) {
            return Money.OVERFLOW;
        }
        final long worstFee =
                Money.fee(makerNotional, makerRate, takerNotional, takerRate, open, Math.max(makerRate, takerRate));
        if (!isBuy()) {
            return Money.add(open, worstFee) == Money.OVERFLOW ? Money.OVERFLOW : instrument.quantity(lots);
        }
        final long lifetime = Money.add(Money.add(Money.add(makerNotional, takerNotional), open), worstFee);
        return lifetime == Money.OVERFLOW ? Money.OVERFLOW : open + worstFee - fee;
    }

    /** What the order must hold as it is now: for its own worst case, or the other leg's if that is more. */
    long worstHold() {
        if (quoteAmount != 0) {
            return leaves() == 0 ? 0 : quoteAmount - makerNotional - takerNotional - fee;
        }
        final long own = isBuy() ? holdFor(price(), leaves()) : leavesQuantity();
        return linked == null || isConditional() ? own : Math.max(own, linked.worstHold());
    }

    /**
     * What the order still holds after a fill. A buy's worst case only shrinks by it. A sell holds its base whatever
     * its proceeds: better prices than its own may bring them beyond what {@link #holdFor} lets in.
     */
    long holdAfterFill() {
        if (quoteAmount != 0) {
            return worstHold();
        }
        return isBuy() ? holdFor(price(), leaves()) : leavesQuantity();
    }

    /** Books one more fill's notional. {@return what the fill costs in fees} */
    long addFill(final long notional, final boolean asMaker) {
        if (asMaker) {
            makerNotional = Money.addSaturating(makerNotional, notional);
        } else {
            takerNotional = Money.addSaturating(takerNotional, notional);
        }
        final long total = Money.fee(makerNotional, makerRate, takerNotional, takerRate, 0, 0);
        final long delta = total - fee;
        fee = total;
        return delta;
    }
}
