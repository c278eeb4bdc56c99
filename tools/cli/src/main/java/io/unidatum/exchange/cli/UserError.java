package io.unidatum.exchange.cli;

/** Something that the user can put right, in one line that says how. Printed without a stack trace; exit code 1. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Constructs an error.
     *
     * @param message one line that says what is wrong and what to set or do.
     */
    public UserError(final String message) {
        super(message, null, false, false);
    }
}
