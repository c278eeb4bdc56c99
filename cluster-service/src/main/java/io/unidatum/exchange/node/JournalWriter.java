package io.unidatum.exchange.node;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.unidatum.exchange.engine.JournalSink;
import io.unidatum.exchange.protocol.ChainHash;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the event journal, every frame exactly once.
 *
 * <p>After a restart the state machine goes through old commands again. As long as the recording holds what it
 * produces, each frame is compared with the recorded one and skipped. If they differ, the recording is cut back to the
 * last frame that agrees. Behind the end of the recording frames are published and the archive records them. Whatever
 * keeps a frame from being recorded, other than a moment's back pressure, throws: the node must stop then.
 *
 * <p>Confined to the service's thread.
 */
final class JournalWriter implements JournalSink, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalWriter.class);
    private static final long POLL_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STALL_WARNING_NS = TimeUnit.SECONDS.toNanos(1);

    private final JournalRecording recording;
    private final IdleStrategy idleStrategy;
    private final long awaitTimeoutNs;
    private RecordedTail tail;
    private ExclusivePublication publication;
    private long position;
    private long sequence;
    private long chainHash;
    private long nextPollNs;
    private boolean isBusy;

    JournalWriter(final JournalRecording recording, final IdleStrategy idleStrategy, final long awaitTimeoutNs) {
        this.recording = recording;
        this.idleStrategy = idleStrategy;
        this.awaitTimeoutNs = awaitTimeoutNs;
        nextPollNs = System.nanoTime();
    }

    /**
     * Finds the recording and gets ready for the frame that follows a state.
     *
     * @param sequence of the state's last event.
     * @param position of the journal just behind it.
     * @param chainHash over all frames up to it.
     * @throws JournalException if the recording does not reach back, or not up, to the position.
     */
    void open(final long sequence, final long position, final long chainHash) {
        this.sequence = sequence;
        this.position = position;
        this.chainHash = chainHash;
        final boolean isFound = recording.find();
        final long start = isFound ? recording.startPosition() : 0;
        final long stop = isFound ? recording.stopPosition() : 0;
        if (stop < position) {
            throw new JournalException("the event journal ends at position " + stop
                    + ", before the snapshot this node starts from (sequence " + sequence + ", position " + position
                    + "): stop the node and give it the data folder of a backup or of another member");
        }
        if (start > position) {
            throw new JournalException("the event journal begins at position " + start
                    + ", behind the snapshot this node starts from (sequence " + sequence + ", position " + position
                    + "): stop the node and give it the data folder of a backup or of another member");
        }
        LOGGER.info("journal found: sequence={} position={} recordedTo={}", sequence, position, stop);
        if (stop > position) {
            tail = recording.tail(position);
        } else {
            goLive();
        }
    }

    @Override
    public void onFrame(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long firstSequence,
            final int count,
            final long chainHashAfter,
            final long positionAfter) {
        if (firstSequence != sequence + 1) {
            throw new JournalException("a frame begins with sequence " + firstSequence + " after " + sequence);
        }
        if (publication == null && !isRecorded(chainHashAfter, positionAfter)) {
            goLive();
        }
        if (publication != null) {
            publish(buffer, offset, length, positionAfter);
        }
        sequence += count;
        position = positionAfter;
        chainHash = chainHashAfter;
    }

    /**
     * Waits until everything written so far is recorded.
     *
     * @throws JournalException if the archive no longer records, or does not get there in time.
     */
    void awaitRecorded() {
        final long deadlineNs = System.nanoTime() + awaitTimeoutNs;
        idleStrategy.reset();
        while (recordedPosition() < position) {
            checkRecording();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new JournalException("the archive has recorded the journal up to position " + recordedPosition()
                        + " only, not yet up to " + position);
            }
            idleStrategy.idle();
        }
    }

    /**
     * Watches the recording and goes over to publishing once all that was recorded has been seen again.
     *
     * @param nowNs monotonic time.
     * @return 1 if something was done.
     * @throws JournalException if the archive no longer records the journal.
     */
    int doWork(final long nowNs) {
        if (isBusy || nowNs - nextPollNs < 0) {
            return 0;
        }
        nextPollNs = nowNs + POLL_INTERVAL_NS;
        checkRecording();
        if (publication != null || tail != null) {
            recording.poll();
        }
        if (tail != null && position == tail.endPosition()) {
            goLive();
            return 1;
        }
        return 0;
    }

    /** Position just behind the last frame the state machine has produced. {@return position in bytes} */
    long position() {
        return position;
    }

    /** How far this node's archive has the journal. {@return position in bytes} */
    long recordedPosition() {
        return publication == null ? recording.stopPosition() : recording.recordedPosition();
    }

    /** Whether frames are published, not compared with what was recorded. {@return true if so} */
    boolean isLive() {
        return publication != null;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(tail, publication, recording);
    }

    private boolean isRecorded(final long chainHashAfter, final long positionAfter) {
        isBusy = true;
        try {
            if (tail.next()
                    && tail.position() == positionAfter
                    && ChainHash.extend(chainHash, tail.frame(), 0, tail.length()) == chainHashAfter) {
                return true;
            }
        } finally {
            isBusy = false;
        }
        if (tail.position() != position || !tail.isAtEnd()) {
            LOGGER.error(
                    "journal diverges: what was recorded behind sequence={} position={} is not what the log gives;"
                            + " cutting it back from position={}. Consumers that have read further must be checked.",
                    sequence,
                    position,
                    tail.endPosition());
        }
        return false;
    }

    private void goLive() {
        isBusy = true;
        try {
            CloseHelper.close(tail);
            tail = null;
            if (recording.stopPosition() != position) {
                recording.truncate(position);
            }
            publication = recording.resume();
            LOGGER.info(
                    "journal recording: recordingId={} from sequence={} position={}",
                    recording.recordingId(),
                    sequence + 1,
                    position);
        } finally {
            isBusy = false;
        }
    }

    private void publish(final DirectBuffer buffer, final int offset, final int length, final long positionAfter) {
        long result = publication.offer(buffer, offset, length);
        if (result < 0) {
            result = publishWhenPossible(buffer, offset, length);
        }
        if (result != positionAfter) {
            throw new JournalException("a frame ends at position " + result + " of the journal instead of "
                    + positionAfter + ": this version does not write the journal as the others do");
        }
    }

    private long publishWhenPossible(final DirectBuffer buffer, final int offset, final int length) {
        final long startNs = System.nanoTime();
        boolean isWarned = false;
        idleStrategy.reset();
        while (true) {
            final long result = publication.offer(buffer, offset, length);
            if (result > 0) {
                return result;
            }
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new JournalException("the archive no longer records the journal: offer gave "
                        + Publication.errorString(result) + " at sequence " + (sequence + 1) + ", position "
                        + position);
            }
            if (result == Publication.BACK_PRESSURED) {
                checkRecording();
                if (!isWarned && System.nanoTime() - startNs > STALL_WARNING_NS) {
                    isWarned = true;
                    LOGGER.warn(
                            "journal stalled: the archive is slow to record; sequence={} position={} recordedTo={}",
                            sequence,
                            position,
                            recordedPosition());
                }
                idleStrategy.idle();
            }
        }
    }

    private void checkRecording() {
        if (publication != null && (!recording.isActive() || !publication.isConnected())) {
            throw new JournalException("the archive no longer records the journal: it stopped behind sequence "
                    + sequence + ", position " + position + "; look at the archive's errors and the disk");
        }
    }
}
