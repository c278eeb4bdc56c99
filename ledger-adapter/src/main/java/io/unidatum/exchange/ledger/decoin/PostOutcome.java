package io.unidatum.exchange.ledger.decoin;

/**
 * What became of posting a transfer.
 *
 * @param kind what is known.
 * @param detail for people: never parsed.
 */
public record PostOutcome(Kind kind, String detail) {
    /** What is known after a post. */
    public enum Kind {
        /** The node has it. */
        ACCEPTED,
        /** The node said no; it may still have it from before. */
        REFUSED,
        /** No connection came about: the node has not seen it. */
        NOT_SENT,
        /** It may have arrived: ask for its id before anything else. */
        IN_DOUBT
    }
}
