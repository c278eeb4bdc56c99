package io.unidatum.exchange.ledger;

/** Where the writer is within a batch: the places at which tests let it die. */
enum WriteStep {
    /** Nothing has been sent. */
    BEFORE_POSITION,
    /** The position has been moved in the open transaction. */
    BEFORE_ROWS,
    /** Reference data and orders have been sent. */
    AFTER_ORDERS,
    /** Trades and ledger entries have been sent. */
    AFTER_LEDGER,
    /** All rows have been sent. */
    BEFORE_COMMIT,
    /** PostgreSQL has confirmed the commit; nobody else knows yet. */
    AFTER_COMMIT;

    /** Is told of each step before it goes on. */
    @FunctionalInterface
    interface Listener {
        /** Nobody listens. */
        Listener NONE = step -> {};

        /**
         * A step has been reached.
         *
         * @param step that was reached.
         * @throws java.sql.SQLException to play a connection that breaks here.
         */
        void reached(WriteStep step) throws java.sql.SQLException;
    }
}
