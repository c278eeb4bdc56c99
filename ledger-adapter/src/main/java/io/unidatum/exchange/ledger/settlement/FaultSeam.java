package io.unidatum.exchange.ledger.settlement;

/** Where tests make the process die. In production nothing happens here. */
public interface FaultSeam {
    /** Does nothing. */
    FaultSeam NONE = step -> {};

    /** The steps between which a crash leaves different traces. */
    enum Step {
        /** A batch is planned, nothing is written. */
        BEFORE_BATCH_COMMIT,
        /** The batch and its transfers are in PostgreSQL, nothing is posted. */
        AFTER_BATCH_COMMIT,
        /** A transfer is about to be posted. */
        BEFORE_POST,
        /** The node answered a post, which is not written yet. */
        AFTER_POST,
        /** The acceptance is in PostgreSQL. */
        AFTER_ACCEPTANCE_COMMIT,
        /** The node says that transfers are confirmed, which is not written yet. */
        BEFORE_CONFIRMATION_COMMIT,
        /** The confirmations are in PostgreSQL. */
        AFTER_CONFIRMATION_COMMIT,
        /** The transfer of a sweep or payout is made, not committed. */
        BEFORE_FUNDS_COMMIT,
        /** The transfer of a sweep or payout is in PostgreSQL, not posted. */
        AFTER_FUNDS_COMMIT
    }

    /**
     * Called at each step; may throw to simulate a crash.
     *
     * @param step that was reached.
     */
    void at(Step step);
}
