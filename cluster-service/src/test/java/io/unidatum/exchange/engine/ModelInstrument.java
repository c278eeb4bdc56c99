package io.unidatum.exchange.engine;

/** An instrument of the plain model. */
final class ModelInstrument {
    final long id;
    final int base;
    final int quote;
    final long tick;
    final long lot;
    final long maxQuantity;
    final int band;
    boolean halted;
    long sequence;

    ModelInstrument(
            final long id,
            final int base,
            final int quote,
            final long tick,
            final long lot,
            final long maxQuantity,
            final int band) {
        this.id = id;
        this.base = base;
        this.quote = quote;
        this.tick = tick;
        this.lot = lot;
        this.maxQuantity = maxQuantity;
        this.band = band;
    }
}
