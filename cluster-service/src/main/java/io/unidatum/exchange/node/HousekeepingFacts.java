package io.unidatum.exchange.node;

/**
 * What a node's housekeeping has seen last. Immutable.
 *
 * @param snapshots that this node could start from.
 * @param snapshotTime of the newest of them, cluster time, ns; 0 if there is none.
 * @param logStart position of the cluster's log at which this node's copy begins; bytes.
 * @param journalStart position at which this node's journal begins; bytes.
 * @param diskUsedBytes by log, journal and snapshots.
 * @param diskLimitBytes that they may take.
 * @param scarce whether the disk is past its high-water mark.
 */
record HousekeepingFacts(
        int snapshots,
        long snapshotTime,
        long logStart,
        long journalStart,
        long diskUsedBytes,
        long diskLimitBytes,
        boolean scarce) {
    /** Before the first look. */
    static final HousekeepingFacts NONE = new HousekeepingFacts(0, 0, 0, 0, 0, 0, false);
}
