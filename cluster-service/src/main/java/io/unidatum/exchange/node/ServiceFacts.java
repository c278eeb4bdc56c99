package io.unidatum.exchange.node;

import io.aeron.cluster.service.Cluster;

/**
 * What the service knows of itself at a moment, for the node's status. Immutable.
 *
 * @param role of this member.
 * @param electionClosed whether no election is going on.
 * @param leaderId member that leads, or led last; -1 before the first term.
 * @param term leadership term id; -1 before the first.
 * @param commitPosition of the log, as the consensus module has it; bytes.
 * @param servicePosition of the log, up to which the service has come; bytes.
 * @param lastSequence of the journal.
 * @param chainHash over all journal frames up to it.
 * @param journalPosition behind the last frame; bytes.
 * @param recordedPosition up to which the own archive has the journal; bytes.
 * @param journalLive whether frames are published; false while they are compared with what was recorded.
 * @param clusterTime of the last command, ns.
 * @param sessions open.
 * @param egressDropped answers that could not be sent.
 * @param snapshots taken since the start.
 * @param snapshotNanoTime when the last was taken or loaded, on the monotonic clock; 0 if there is none.
 * @param commandsAhead commands found in the log ahead of their turn since the start: see {@link LogLookahead}.
 * @param retention of the journal, as the state machine has it.
 */
record ServiceFacts(
        Cluster.Role role,
        boolean electionClosed,
        int leaderId,
        long term,
        long commitPosition,
        long servicePosition,
        long lastSequence,
        long chainHash,
        long journalPosition,
        long recordedPosition,
        boolean journalLive,
        long clusterTime,
        int sessions,
        long egressDropped,
        long snapshots,
        long snapshotNanoTime,
        long commandsAhead,
        RetentionFacts retention) {
    /** Before the service has started. */
    static final ServiceFacts NONE = new ServiceFacts(
            Cluster.Role.FOLLOWER, false, -1, -1, 0, 0, 0, 0, 0, 0, false, 0, 0, 0, 0, 0, 0, RetentionFacts.NONE);
}
