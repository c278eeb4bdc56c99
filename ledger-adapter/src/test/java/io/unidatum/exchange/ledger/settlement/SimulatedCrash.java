package io.unidatum.exchange.ledger.settlement;

/** Thrown where the process is to die: nothing in the settlement catches it. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(final FaultSeam.Step step) {
        super(step.name(), null, false, false);
    }
}
