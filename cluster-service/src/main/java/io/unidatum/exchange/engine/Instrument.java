package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.MatchListener;
import io.unidatum.exchange.book.MatchingBook;
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
    final long maxOrderQuantity;
    /** Parts per million. */
    final int protectionBand;
    /** 20 characters, zero padded. */
    final DirectBuffer symbol;
    /** Quote base units in one tick times one lot, so that a notional is ticks x lots x this, exactly. */
    final long notionalPerTickLot;

    final MatchingBook<EngineOrder> book;
    boolean halted;
    long sequence;
    /** 0: never traded. */
    long lastPrice;

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

    /** Whether a quantity can come to rest without the side's total exceeding 63 bits of base units. */
    boolean hasRoomFor(final EngineOrder order, final long moreLots) {
        return Money.multiply(Money.add(book.openQuantity(order.side()), moreLots), lotSize) != Money.OVERFLOW;
    }
}
