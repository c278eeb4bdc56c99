package io.unidatum.exchange.node;

/** A node cannot start. The message is one line for people and says what to do about it. */
public final class NodeStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Constructs the exception.
     *
     * @param message what is wrong and what to do.
     * @param cause of it, or null.
     */
    public NodeStartException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
