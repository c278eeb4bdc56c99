package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.order.RejectReason;

/** Thrown by the first check that fails, before anything has changed. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient RejectReason reason;

    Rejected(final RejectReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    static void when(final boolean condition, final RejectReason reason) {
        if (condition) {
            throw new Rejected(reason);
        }
    }
}
