package io.unidatum.exchange.client.journal;

/**
 * Why a reader has stopped for good.
 *
 * @param kind of fault.
 * @param memberId whose journal it was found in, -1 if it is nobody's.
 * @param message for an operator: what was found and what to do.
 */
public record JournalFault(Kind kind, int memberId, String message) {
    /** What can stop a reader. */
    public enum Kind {
        /** Two histories: a frame's hash or sequence does not follow from what was read before. */
        DIVERGED,
        /** No reachable member's recording goes back to the point to start from: load a state image. */
        TRIMMED,
        /** A frame that is not one: the recording is damaged or is not a journal. */
        MALFORMED,
        /** The handler threw an exception. */
        HANDLER
    }
}
