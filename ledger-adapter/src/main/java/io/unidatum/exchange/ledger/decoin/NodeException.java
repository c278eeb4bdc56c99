package io.unidatum.exchange.ledger.decoin;

import java.io.IOException;

/** The node did not answer as it should. The message names the request and what came instead. */
public final class NodeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    NodeException(final int status, final String message) {
        super(message);
        this.status = status;
    }

    /** HTTP status of the answer. {@return the status} */
    public int status() {
        return status;
    }
}
