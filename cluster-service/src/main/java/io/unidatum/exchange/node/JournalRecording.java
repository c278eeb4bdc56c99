package io.unidatum.exchange.node;

import static io.aeron.archive.client.AeronArchive.NULL_POSITION;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ExclusivePublication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.archive.codecs.RecordingSignal;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.unidatum.exchange.protocol.JournalLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/**
 * The recording of the event journal in the node's own archive: finds it, cuts it, starts or extends it and watches it.
 * Confined to the service's thread.
 */
final class JournalRecording implements AutoCloseable {
    static final int CONTROL_RESPONSE_STREAM_ID = JournalLayout.STREAM_ID + 2;
    private static final long NONE = Aeron.NULL_VALUE;

    private final Aeron aeron;
    private final AeronArchive archive;
    private final IdleStrategy idleStrategy;
    private final long timeoutNs;
    private final CountersReader counters;
    private long recordingId = NONE;
    private long startPosition;
    private long stopPosition;
    private int counterId = CountersReader.NULL_COUNTER_ID;
    private boolean deleted;

    JournalRecording(final AeronArchive.Context archiveContext, final IdleStrategy idleStrategy, final long timeoutNs) {
        this.idleStrategy = idleStrategy;
        this.timeoutNs = timeoutNs;
        archive = AeronArchive.connect(archiveContext
                .clone()
                .controlResponseStreamId(CONTROL_RESPONSE_STREAM_ID)
                .recordingSignalConsumer((session, correlation, recording, subscription, position, signal) -> {
                    deleted |= signal == RecordingSignal.DELETE && recording == recordingId;
                }));
        aeron = archive.context().aeron();
        counters = aeron.countersReader();
    }

    /**
     * Finds the recording that an earlier run left.
     *
     * @return false if there is none.
     * @throws JournalException if there are several, or it is not laid out as {@link JournalLayout} says.
     */
    boolean find() {
        final List<String> wrong = new ArrayList<>();
        final int count = archive.listRecordingsForUri(
                0,
                Integer.MAX_VALUE,
                "aeron:ipc",
                JournalLayout.STREAM_ID,
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
                        s,
                        c,
                        o,
                        i) -> {
                    recordingId = id;
                    startPosition = start;
                    stopPosition = stop;
                    if (term != JournalLayout.TERM_LENGTH
                            || mtu != JournalLayout.MTU_LENGTH
                            || initialTermId != JournalLayout.INITIAL_TERM_ID) {
                        wrong.add("recording " + id + " has term length " + term + ", MTU " + mtu + ", initial term id "
                                + initialTermId);
                    }
                });
        if (count > 1) {
            throw new JournalException("the archive holds " + count + " recordings of the event journal where there"
                    + " must be one: restore this node's data folder from a backup or start it on an empty one");
        }
        if (!wrong.isEmpty()) {
            throw new JournalException("the event journal is not laid out as this version needs it: " + wrong.get(0));
        }
        if (count == 1 && stopPosition == NULL_POSITION) {
            await("the archive to stop the last run's recording of the journal", () -> {
                stopPosition = archive.getStopPosition(recordingId);
                return stopPosition != NULL_POSITION;
            });
        }
        return count == 1;
    }

    /** Position of the first frame that is recorded. {@return position in bytes} */
    long startPosition() {
        return startPosition;
    }

    /** Position just behind what the last run recorded. {@return position in bytes} */
    long stopPosition() {
        return stopPosition;
    }

    /** The archive's id of the recording. {@return the id} */
    long recordingId() {
        return recordingId;
    }

    /** Starts reading the recording. {@return the frames from a position up to the stop position} */
    RecordedTail tail(final long position) {
        return new RecordedTail(aeron, archive, recordingId, position, stopPosition, idleStrategy, timeoutNs);
    }

    /**
     * Cuts the recording back to a position. Whoever replays it from here is sent away; the other nodes have it all.
     */
    void truncate(final long position) {
        deleted = false;
        await("the replays of the journal to end, so that it can be cut back", () -> {
            archive.stopAllReplays(recordingId);
            try {
                archive.truncateRecording(recordingId, position);
                return true;
            } catch (final ArchiveException ex) {
                if (ex.errorCode() == ArchiveException.ACTIVE_RECORDING) {
                    return false;
                }
                throw ex;
            }
        });
        await("the archive to delete what was cut off the journal", () -> {
            archive.pollForRecordingSignals();
            return deleted;
        });
        stopPosition = position;
    }

    /**
     * Opens the journal's publication and has it recorded: a new recording at position 0 if there is none, the extended
     * one from its stop position on otherwise.
     *
     * @return the connected publication, at the stop position.
     */
    ExclusivePublication resume() {
        final String channel = new ChannelUriStringBuilder()
                .media("ipc")
                .alias(JournalLayout.ALIAS)
                .mtu(JournalLayout.MTU_LENGTH)
                .sparse(true)
                .initialPosition(stopPosition, JournalLayout.INITIAL_TERM_ID, JournalLayout.TERM_LENGTH)
                .build();
        final ExclusivePublication publication = aeron.addExclusivePublication(channel, JournalLayout.STREAM_ID);
        final String recorded =
                ChannelUri.addSessionId("aeron:ipc?alias=" + JournalLayout.ALIAS, publication.sessionId());
        if (recordingId == NONE) {
            archive.startRecording(recorded, JournalLayout.STREAM_ID, SourceLocation.LOCAL, true);
        } else {
            archive.extendRecording(recordingId, recorded, JournalLayout.STREAM_ID, SourceLocation.LOCAL, true);
        }
        await("the archive to record the journal", () -> {
            archive.checkForErrorResponse();
            counterId = RecordingPos.findCounterIdBySession(counters, publication.sessionId(), archive.archiveId());
            return counterId != CountersReader.NULL_COUNTER_ID && publication.isConnected();
        });
        recordingId = RecordingPos.getRecordingId(counters, counterId);
        if (publication.position() != stopPosition) {
            throw new JournalException("the journal's publication begins at position " + publication.position()
                    + " instead of " + stopPosition);
        }
        return publication;
    }

    /** Whether the archive is recording the journal now. {@return true if so} */
    boolean isActive() {
        return RecordingPos.isActive(counters, counterId, recordingId);
    }

    /** How far the archive has recorded the live journal. {@return position in bytes, NULL_POSITION if it has not} */
    long recordedPosition() {
        final long recorded = counters.getCounterValue(counterId);
        return isActive() ? recorded : NULL_POSITION;
    }

    /** Answers the archive's questions whether this client is alive. Throws what the archive complains of. */
    void poll() {
        archive.checkForErrorResponse();
    }

    @Override
    public void close() {
        archive.close();
    }

    private void await(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        idleStrategy.reset();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new JournalException(
                        "waited " + TimeUnit.NANOSECONDS.toSeconds(timeoutNs) + " s in vain for " + what);
            }
            idleStrategy.idle();
        }
    }
}
