package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.InstrumentStatus;

/** An instrument; its orders stand in {@link ModelState#orders}. */
final class ModelInstrument {
    final long id;
    final String symbol;
    final int base;
    final int quote;
    final long tick;
    final long lot;
    long maxQuantity;
    int band;
    int collar;
    long haltDuration;
    long auctionDuration;
    InstrumentStatus status = InstrumentStatus.OPEN;
    /** When it changes by itself; 0: when told. */
    long until;

    long lastPrice;
    long sequence;

    ModelInstrument(
            final long id, final String symbol, final int base, final int quote, final long tick, final long lot) {
        this.id = id;
        this.symbol = symbol;
        this.base = base;
        this.quote = quote;
        this.tick = tick;
        this.lot = lot;
    }

    boolean isTrading() {
        return status == InstrumentStatus.OPEN || status == InstrumentStatus.POST_ONLY;
    }
}
