package io.unidatum.exchange.client;

/** A command got no outcome in time; {@link #failure()} says whether it may have been carried out. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CommandFailure failure;

    /**
     * Constructs the exception.
     *
     * @param failure what happened.
     */
    public CommandFailedException(final CommandFailure failure) {
        super(
                switch (failure) {
                    case UNAVAILABLE -> "no session with the cluster: the command was not sent";
                    case IN_DOUBT -> "the command was sent but no answer came in time: it may have been carried out";
                    case BACK_PRESSURED -> "the cluster did not keep up: the command was not sent";
                });
        this.failure = failure;
    }

    /** What happened. {@return the failure} */
    public CommandFailure failure() {
        return failure;
    }
}
