package io.unidatum.exchange.node;

/** The event journal cannot be written or resumed as it must be. The node stops; the message says what to do. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Constructs the exception.
     *
     * @param message what is wrong.
     */
    public JournalException(final String message) {
        super(message);
    }
}
