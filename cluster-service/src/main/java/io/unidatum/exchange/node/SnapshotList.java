package io.unidatum.exchange.node;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots that this node could start from, newest first, and the recording of its log, as Aeron's recording log
 * has them. Immutable.
 *
 * @param snapshots complete and valid, newest first.
 * @param logRecordingId recording of the cluster's log; -1 if there is none yet.
 * @param firstTermTime when the first leadership term began that is on record, cluster time, ns; 0 if there is none.
 */
record SnapshotList(List<Snapshot> snapshots, long logRecordingId, long firstTermTime) {
    private static final int CONSENSUS_MODULE = ConsensusModule.Configuration.SERVICE_ID;
    private static final int SERVICE = 0;

    /**
     * A snapshot: a recording of the consensus module's state and one of the service's at the same position of the log.
     *
     * @param logPosition at which it was taken, bytes.
     * @param time of it, cluster time, ns.
     * @param moduleRecordingId recording with the consensus module's state.
     * @param serviceRecordingId recording with the state machine's state.
     */
    record Snapshot(long logPosition, long time, long moduleRecordingId, long serviceRecordingId) {}

    /**
     * Reads what a node has, also while its consensus module is writing.
     *
     * @param clusterDir the consensus module's folder.
     * @return the list; empty if the node has never run.
     */
    static SnapshotList read(final Path clusterDir) {
        if (!Files.exists(clusterDir.resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
            return new SnapshotList(List.of(), -1, 0);
        }
        try (RecordingLog log = new RecordingLog(clusterDir.toFile(), false)) {
            return of(log.entries(), log.findLastTermRecordingId());
        }
    }

    /** Pairs the entries of a recording log. {@return the list} */
    static SnapshotList of(final List<RecordingLog.Entry> entries, final long logRecordingId) {
        final List<Snapshot> snapshots = new ArrayList<>();
        long firstTermTime = 0;
        for (final RecordingLog.Entry entry : entries) {
            if (entry.type == RecordingLog.ENTRY_TYPE_TERM && entry.isValid && firstTermTime == 0) {
                firstTermTime = entry.timestamp;
            }
            if (isSnapshot(entry, CONSENSUS_MODULE)) {
                for (final RecordingLog.Entry other : entries) {
                    if (isSnapshot(other, SERVICE)
                            && other.logPosition == entry.logPosition
                            && other.leadershipTermId == entry.leadershipTermId) {
                        snapshots.add(
                                new Snapshot(entry.logPosition, entry.timestamp, entry.recordingId, other.recordingId));
                    }
                }
            }
        }
        snapshots.sort((a, b) -> Long.compare(b.logPosition(), a.logPosition()));
        return new SnapshotList(List.copyOf(snapshots), logRecordingId, firstTermTime);
    }

    /** The newest. {@return it; null if there is none} */
    Snapshot newest() {
        return snapshots.isEmpty() ? null : snapshots.get(0);
    }

    /** The one before the newest, to which everything can be trimmed. {@return it; null if there are not two} */
    Snapshot secondNewest() {
        return snapshots.size() < 2 ? null : snapshots.get(1);
    }

    private static boolean isSnapshot(final RecordingLog.Entry entry, final int serviceId) {
        return entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && entry.isValid && entry.serviceId == serviceId;
    }
}
