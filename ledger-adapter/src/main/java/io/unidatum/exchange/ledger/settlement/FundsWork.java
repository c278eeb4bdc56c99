package io.unidatum.exchange.ledger.settlement;

import java.sql.SQLException;

/** Work beside the netting windows, in their thread: deposits, sweeps and payouts. */
public interface FundsWork {
    /** Nothing to do. */
    FundsWork NONE = nowMs -> 0;

    /**
     * One step; never blocks on the node or the cluster.
     *
     * @param nowMs time.
     * @return work done.
     * @throws SQLException if it is not known what was committed: the session is over, records are loaded again.
     */
    int doWork(long nowMs) throws SQLException;

    /** Makes the work of a session. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes it.
         *
         * @param desk of the session.
         * @return the work, from the records.
         */
        FundsWork create(FundsDesk desk);
    }
}
