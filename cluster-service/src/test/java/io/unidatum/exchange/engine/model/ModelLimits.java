package io.unidatum.exchange.engine.model;

/** Risk limits; 0 is none. */
record ModelLimits(long quantity, long notional, long position) {
    static final ModelLimits NONE = new ModelLimits(0, 0, 0);
}
