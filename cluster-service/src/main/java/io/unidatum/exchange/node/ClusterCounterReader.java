package io.unidatum.exchange.node;

import io.aeron.AeronCounters;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.ClusterCounters;
import org.agrona.concurrent.status.CountersReader;

/**
 * Reads the consensus module's counters from the service's own client, so that nothing is read from buffers that a
 * closing consensus module has unmapped. Confined to the service's thread.
 */
final class ClusterCounterReader {
    private static final int CLUSTER_ID = 0;

    private final CountersReader counters;
    private int electionStateId = CountersReader.NULL_COUNTER_ID;
    private int commitPositionId = CountersReader.NULL_COUNTER_ID;

    ClusterCounterReader(final CountersReader counters) {
        this.counters = counters;
    }

    /** Whether the consensus module is not in an election. {@return false also if it is gone} */
    boolean isElectionClosed() {
        electionStateId = current(electionStateId, AeronCounters.CLUSTER_ELECTION_STATE_TYPE_ID);
        return electionStateId != CountersReader.NULL_COUNTER_ID
                && counters.getCounterValue(electionStateId) == ElectionState.CLOSED.code();
    }

    /** Position up to which the log is committed. {@return bytes, 0 if it is not known} */
    long commitPosition() {
        commitPositionId = current(commitPositionId, AeronCounters.CLUSTER_COMMIT_POSITION_TYPE_ID);
        return commitPositionId == CountersReader.NULL_COUNTER_ID ? 0 : counters.getCounterValue(commitPositionId);
    }

    private int current(final int counterId, final int typeId) {
        final boolean isGood = counterId != CountersReader.NULL_COUNTER_ID
                && counters.getCounterState(counterId) == CountersReader.RECORD_ALLOCATED
                && counters.getCounterTypeId(counterId) == typeId;
        return isGood ? counterId : ClusterCounters.find(counters, typeId, CLUSTER_ID);
    }
}
