package io.unidatum.exchange.node;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.unidatum.exchange.protocol.JournalLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from this node's archive what nobody needs any more: the log below the second-newest snapshot, the journal
 * below that and below the retention floor, and older snapshots. Log and journal lose whole segment files, one at a
 * time. What a replay still reads stays until it is over. Confined to the housekeeping's thread.
 */
final class Trimmer {
    private static final Logger LOGGER = LoggerFactory.getLogger(Trimmer.class);
    private static final int MODULE_STREAM_ID = ConsensusModule.Configuration.SNAPSHOT_STREAM_ID_DEFAULT;
    private static final int SERVICE_STREAM_ID = ClusteredServiceContainer.Configuration.SNAPSHOT_STREAM_ID_DEFAULT;
    private static final int ALL = Integer.MAX_VALUE;

    private final Map<Long, Long> journalPositions = new HashMap<>();
    private final AeronArchive archive;
    private List<RecordingExtent> recordings = List.of();
    private String refusal = "";

    Trimmer(final AeronArchive archive) {
        this.archive = archive;
    }

    /** Asks the archive what it has. {@return all recordings by ascending id} */
    List<RecordingExtent> list() {
        final List<RecordingExtent> found = new ArrayList<>();
        archive.listRecordings(
                0,
                ALL,
                (control,
                        correlation,
                        id,
                        t0,
                        t1,
                        start,
                        stop,
                        initialTermId,
                        segment,
                        term,
                        mtu,
                        session,
                        stream,
                        channel,
                        original,
                        source) -> found.add(new RecordingExtent(id, stream, channel, start, stop, term, segment)));
        recordings = List.copyOf(found);
        return recordings;
    }

    /** The log's recording as of the last {@link #list()}. {@return it, or null} */
    RecordingExtent log(final SnapshotList snapshots) {
        return find(snapshots.logRecordingId());
    }

    /** The journal's recording as of the last {@link #list()}. {@return it, or null} */
    RecordingExtent journal() {
        for (final RecordingExtent recording : recordings) {
            if (recording.streamId() == JournalLayout.STREAM_ID
                    && recording.channel().startsWith("aeron:ipc")) {
                return recording;
            }
        }
        return null;
    }

    /**
     * Trims what can be trimmed. Call {@link #list()} before.
     *
     * @param snapshots of this node.
     * @param floorPosition of the journal, below which no consumer needs it.
     * @return whether anything was deleted.
     */
    boolean trim(final SnapshotList snapshots, final long floorPosition) {
        final long lastKept = lastKept(floorPosition);
        final SnapshotList.Snapshot second = snapshots.secondNewest();
        if (second == null) {
            return false;
        }
        boolean isDone = purgeOldSnapshots(snapshots.newest(), second);
        final RecordingExtent log = log(snapshots);
        if (log != null) {
            isDone |= purgeSegments("log", log, second.logPosition());
        }
        final RecordingExtent journal = journal();
        if (journal != null && journal.segmentBase(lastKept) > journal.startPosition()) {
            final long needed = journalPosition(second.serviceRecordingId());
            isDone |= purgeSegments("journal", journal, Math.min(lastKept, needed));
        }
        return isDone;
    }

    /** A consumer that begins at the floor checks the hash of the frame that ends there: that is kept, too. */
    private static long lastKept(final long floorPosition) {
        return Math.max(0, floorPosition - 1);
    }

    /** Whether more of the journal could be trimmed if there were newer snapshots. {@return true if so} */
    boolean waitsForSnapshots(final SnapshotList snapshots, final long floorPosition) {
        final RecordingExtent journal = journal();
        final long lastKept = lastKept(floorPosition);
        if (journal == null || journal.segmentBase(lastKept) <= journal.startPosition()) {
            return false;
        }
        final SnapshotList.Snapshot second = snapshots.secondNewest();
        return second == null
                || journal.segmentBase(journalPosition(second.serviceRecordingId())) < journal.segmentBase(lastKept);
    }

    private boolean purgeSegments(final String what, final RecordingExtent recording, final long position) {
        final long target = recording.segmentBase(position);
        final long oldStart = recording.startPosition();
        long start = oldStart;
        try {
            // Segment by segment: a replay further up does not keep those that it has left behind.
            for (long next = recording.segmentBase(start) + recording.segmentLength();
                    next <= target;
                    next += recording.segmentLength()) {
                archive.purgeSegments(recording.recordingId(), next);
                start = next;
            }
        } catch (final ArchiveException ex) {
            refused(what, ex);
        }
        if (start > oldStart) {
            LOGGER.info(
                    "trimmed: what={} recordingId={} from={} to={}", what, recording.recordingId(), oldStart, start);
        }
        return start > oldStart;
    }

    /** A snapshot that is being written, or is not yet entered into the recording log, has a higher id than these. */
    private boolean purgeOldSnapshots(final SnapshotList.Snapshot newest, final SnapshotList.Snapshot second) {
        final long firstModule = Math.min(newest.moduleRecordingId(), second.moduleRecordingId());
        final long firstService = Math.min(newest.serviceRecordingId(), second.serviceRecordingId());
        boolean isDone = false;
        for (final RecordingExtent recording : recordings) {
            final boolean isOld = recording.streamId() == MODULE_STREAM_ID && recording.recordingId() < firstModule
                    || recording.streamId() == SERVICE_STREAM_ID && recording.recordingId() < firstService;
            if (isOld && !recording.isActive()) {
                try {
                    archive.purgeRecording(recording.recordingId());
                    journalPositions.remove(recording.recordingId());
                    LOGGER.info("trimmed: what=snapshot recordingId={}", recording.recordingId());
                    isDone = true;
                } catch (final ArchiveException ex) {
                    refused("snapshot", ex);
                }
            }
        }
        return isDone;
    }

    /** A replay, or another deletion that is not over, is in the way: the next round tries again. */
    private void refused(final String what, final ArchiveException ex) {
        final String message = String.valueOf(ex.getMessage());
        if (!message.equals(refusal)) {
            refusal = message;
            LOGGER.info("not trimmed yet: what={} reason=\"{}\"", what, message);
        }
    }

    private long journalPosition(final long serviceRecordingId) {
        return journalPositions.computeIfAbsent(
                serviceRecordingId, id -> SnapshotHeaderReader.journalPosition(archive, find(id)));
    }

    private RecordingExtent find(final long recordingId) {
        for (final RecordingExtent recording : recordings) {
            if (recording.recordingId() == recordingId) {
                return recording;
            }
        }
        return null;
    }
}
