package io.unidatum.exchange.ledger;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the first fault, by which all of the adapter stops, and passes it on once. Thread safe. */
final class FaultListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerAdapter.class);

    private final Consumer<LedgerFault> handler;
    private volatile LedgerFault fault;

    FaultListener(final Consumer<LedgerFault> handler) {
        this.handler = handler;
    }

    void onFault(final LedgerFault newFault) {
        synchronized (this) {
            if (fault != null) {
                return;
            }
            fault = newFault;
        }
        LOGGER.error("event=ledger_stopped message=\"{}\"", newFault.getMessage(), newFault);
        handler.accept(newFault);
    }

    boolean isFaulted() {
        return fault != null;
    }

    /** The first fault. {@return null if there is none} */
    LedgerFault fault() {
        return fault;
    }
}
