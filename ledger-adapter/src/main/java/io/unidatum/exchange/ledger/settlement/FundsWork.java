package io.unidatum.exchange.ledger.settlement;

import java.sql.SQLException;
import java.util.Map;

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

    /** Facts for {@code /health}, shown beside settlement's. {@return JSON-ready facts} */
    default Map<String, Object> facts() {
        return Map.of();
    }

    /** What an operator should know; degrades the health. {@return null if all is well} */
    default String trouble() {
        return null;
    }

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
