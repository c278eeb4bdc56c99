package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.MatchListener;
import io.unidatum.exchange.book.MatchingBook;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import org.agrona.DirectBuffer;

/** An instrument and its book. The book counts prices in ticks and quantities in lots. */
final class Instrument implements Timed {
    final long id;
    /** Dense number of it in this process; no part of the state. */
    final int slot;

    final Asset base;
    final Asset quote;
    final long tickSize;
    final long lotSize;
    /** 20 characters, zero padded. */
    final DirectBuffer symbol;
    /** Quote base units in one tick times one lot, so that a notional is ticks x lots x this, exactly. */
    final long notionalPerTickLot;

    final MatchingBook<EngineOrder> book;
    long sequence;
    /** 0: never traded. */
    long lastPrice;

    long maxOrderQuantity;
    /** Parts per million. */
    int protectionBand;
    /** Parts per million of the last price; 0: none. */
    int collar;
    /** How long a halt by the collar lasts, ns; 0: until told. */
    long haltDurationNs;
    /** How long the auction after a timed halt lasts, ns; 0: there is none. */
    long auctionDurationNs;

    InstrumentStatus status = InstrumentStatus.OPEN;
    /** Whether it is not OPEN, or has a collar: orders are looked at closer only then. */
    boolean isRestricted;

    /** The last price that the collar is measured from, and the number of the command that this is for. */
    long collarReference;

    long collarCommand;

    final TriggerBook triggers = new TriggerBook();
    /** Lowest and highest price of the execution in hand, in ticks; the highest is 0 if it has not traded. */
    long lowestTraded = Long.MAX_VALUE;

    long highestTraded;
    /** Its place among those whose triggered orders have their turn: see {@link TriggerCascade}. */
    boolean inCascade;

    Instrument nextInCascade;

    private int heapIndex = NOT_TIMED;

    Instrument(final InstrumentTerms terms, final int slot, final MatchListener<EngineOrder> listener) {
        this.slot = slot;
        id = terms.id();
        base = terms.base();
        quote = terms.quote();
        tickSize = terms.tickSize();
        lotSize = terms.lotSize();
        maxOrderQuantity = terms.maxOrderQuantity();
        protectionBand = terms.protectionBand();
        symbol = terms.symbol();
        notionalPerTickLot = Money.notionalPerTickLot(tickSize, lotSize);
        book = new MatchingBook<>(listener);
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

    void status(final InstrumentStatus newStatus) {
        status = newStatus;
        isRestricted = status != InstrumentStatus.OPEN || collar != 0;
    }

    /** Sets what an operator may change: quantity in the protocol's unit, parts per million, and ns. */
    void rules(
            final long newMaxOrderQuantity,
            final int newProtectionBand,
            final int newCollar,
            final long newHaltDurationNs,
            final long newAuctionDurationNs) {
        maxOrderQuantity = newMaxOrderQuantity;
        protectionBand = newProtectionBand;
        collar = newCollar;
        haltDurationNs = newHaltDurationNs;
        auctionDurationNs = newAuctionDurationNs;
        isRestricted = status != InstrumentStatus.OPEN || collar != 0;
    }

    /** Takes over the price of a trade, in ticks. */
    void traded(final long ticks) {
        lastPrice = price(ticks);
        lowestTraded = Math.min(lowestTraded, ticks);
        highestTraded = Math.max(highestTraded, ticks);
    }

    /** Reads from all over it: see {@link Lookahead}. */
    long touch() {
        return tickSize + collarReference + (isRestricted ? 1 : 0) + (triggers == null ? 1 : 0);
    }

    long nextSequence() {
        return ++sequence;
    }

    long price(final long ticks) {
        return ticks * tickSize;
    }

    long quantity(final long lots) {
        return lots * lotSize;
    }

    long notional(final long ticks, final long lots) {
        return Money.multiply(Money.multiply(ticks, lots), notionalPerTickLot);
    }

    /** Whether a quantity can come to rest without the side's total, with what waits to rest, exceeding 63 bits. */
    boolean hasRoomFor(final EngineOrder order, final long moreLots) {
        return hasRoomFor(order.side(), moreLots);
    }

    /** As above; less than now always fits. */
    boolean hasRoomFor(final BookSide side, final long moreLots) {
        final long open = Money.add(book.openQuantity(side), triggers.lotsToRest(side));
        return moreLots <= 0 || Money.multiply(Money.add(open, moreLots), lotSize) != Money.OVERFLOW;
    }
}
