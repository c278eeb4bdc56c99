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
        /** A transfer is on its way to the node, which has not answered. */
        POST_SENT,
        /** The node answered a post, which is not written yet. */
        AFTER_POST,
        /** All that was found about transfers is in a transaction that is not committed. */
        BEFORE_FINDINGS_COMMIT,
        /** The acceptance is in PostgreSQL. */
        AFTER_ACCEPTANCE_COMMIT,
        /** The node says that transfers are confirmed, which is not written yet. */
        BEFORE_CONFIRMATION_COMMIT,
        /** The confirmations are in PostgreSQL. */
        AFTER_CONFIRMATION_COMMIT,
        /** What others paid into a wallet is found on chain, not written. */
        BEFORE_FLOW_COMMIT,
        /** What others paid is in PostgreSQL. */
        AFTER_FLOW_COMMIT,
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
