package io.unidatum.exchange.client;

/** Why a command has no outcome. */
public enum CommandFailure {
    /** It was never sent, for want of a session with the cluster: it has certainly not been carried out. */
    UNAVAILABLE,

    /**
     * It was sent, and no answer that settles it came in time: it may have been carried out. Sending the same bytes
     * again before the command's validUntil gives its true outcome; later, ask for the order by its client order id.
     */
    IN_DOUBT,

    /** It was never sent, because the cluster did not keep up: it has certainly not been carried out. */
    BACK_PRESSURED
}
