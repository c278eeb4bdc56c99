package io.unidatum.exchange.node;

/**
 * What the state machine says of the journal's retention and of the nodes' disks. Immutable.
 *
 * @param floorSequence last event that no consumer needs.
 * @param floorPosition of the journal just behind its frame; bytes.
 * @param orderEntrySuspended whether the nodes' disks are too full for new orders.
 * @param knowsSpaceReports whether reports of a node's disk are taken: encoding version 3 or later.
 * @param reportedScarce whether this node's disk is scarce as far as the cluster knows.
 */
record RetentionFacts(
        long floorSequence,
        long floorPosition,
        boolean orderEntrySuspended,
        boolean knowsSpaceReports,
        boolean reportedScarce) {
    /** Before the service has started. */
    static final RetentionFacts NONE = new RetentionFacts(0, 0, false, false, false);
}
