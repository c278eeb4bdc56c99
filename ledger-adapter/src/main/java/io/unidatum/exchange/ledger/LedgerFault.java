package io.unidatum.exchange.ledger;

/** What stops the adapter for good: going on would make the books wrong. The message says what to do. */
public final class LedgerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes a fault.
     *
     * @param message for an operator.
     */
    public LedgerFault(final String message) {
        super(message);
    }

    /**
     * Makes a fault with its cause.
     *
     * @param message for an operator.
     * @param cause of it.
     */
    public LedgerFault(final String message, final Throwable cause) {
        super(message, cause);
    }
}
