package io.unidatum.exchange.ledger.funds;

/** Thrown where the process is to die: nothing in the adapter catches it. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(final String step) {
        super(step, null, false, false);
    }
}
