package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookOrder;
import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.OrderType;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TimeInForce;

/**
 * An order. Its book price is in ticks and its leaves are in lots; everything here is in the protocol's units but
 * {@link #quantityLots}. Pooled: see {@link OrderPool}.
 */
final class EngineOrder extends BookOrder implements Timed {
    final ClientOrderId clientOrderId = new ClientOrderId();
    long id;
    Account account;
    Instrument instrument;
    OrderType type;
    TimeInForce timeInForce;
    long quantityLots;
    int makerRate;
    int takerRate;
    long makerNotional;
    long takerNotional;
    /** Charged so far. */
    long fee;
    /** Its part of the account's held balance. */
    long hold;

    long acceptedTime;
    /** In {@link OpenOrders}. */
    boolean registered;

    private int heapIndex = NOT_TIMED;

    /** Of its account in its instrument, once looked up: see {@link AccountPositions#of}. */
    AccountPosition position;

    /** Part of the open quantity there that is this order's. */
    long countedLots;

    /** Neighbours in {@link AccountOrders}. */
    EngineOrder previousOfAccount;

    EngineOrder nextOfAccount;
    EngineOrder nextInPool;
    EngineOrder nextInBucket;

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

    /**
     * What the order still holds after a fill. A buy's worst case only shrinks by it. A sell holds its base whatever
     * its proceeds: better prices than its own may bring them beyond what {@link #holdFor} lets in.
     */
    long holdAfterFill() {
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
