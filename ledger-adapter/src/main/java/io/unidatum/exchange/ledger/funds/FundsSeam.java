package io.unidatum.exchange.ledger.funds;

/** Where tests make the process die; see also settlement's own seam, which has the posts. Nothing in production. */
interface FundsSeam {
    /** Does nothing. */
    FundsSeam NONE = step -> {};

    /** The steps between which a crash leaves different traces. */
    enum Step {
        /** Blocks were read, what was found is not committed. */
        BEFORE_SCAN_COMMIT,
        /** What was found is in PostgreSQL. */
        AFTER_SCAN_COMMIT,
        /** A deposit is about to be commanded. */
        BEFORE_DEPOSIT,
        /** The cluster has answered, nothing is written. */
        AFTER_DEPOSIT,
        /** The end of a withdrawal is about to be commanded. */
        BEFORE_END,
        /** The cluster has answered, nothing is written. */
        AFTER_END
    }

    /**
     * Called at each step; may throw to simulate a crash.
     *
     * @param step that was reached.
     */
    void at(Step step);
}
