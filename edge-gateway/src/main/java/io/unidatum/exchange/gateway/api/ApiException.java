package io.unidatum.exchange.gateway.api;

/** Carries an {@link ApiError} to where it is answered. Without a stack trace: it is an answer, not a fault. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    /**
     * Constructs the exception.
     *
     * @param error to carry.
     */
    public ApiException(final ApiError error) {
        super(error.code() + ": " + error.message(), null, false, false);
        this.error = error;
    }

    /** What to answer. {@return the error} */
    public ApiError error() {
        return error;
    }
}
