package io.unidatum.exchange.node;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.unidatum.exchange.protocol.JournalLayout;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the frames of the journal's stopped recording one at a time, from a position up to its end, without holding
 * more than one of them. Confined to the service's thread.
 */
final class RecordedTail implements FragmentHandler, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordedTail.class);
    private static final String CHANNEL = "aeron:ipc?alias=event-journal-tail";
    private static final int STREAM_ID = JournalLayout.STREAM_ID + 1;

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[JournalLayout.MTU_LENGTH]);
    private final AeronArchive archive;
    private final IdleStrategy idleStrategy;
    private final long endPosition;
    private final long timeoutNs;
    private final long replaySessionId;
    private final Subscription subscription;
    private Image image;
    private long position;
    private int length;

    /**
     * Starts reading.
     *
     * @param aeron client to read with.
     * @param archive that has the recording.
     * @param recordingId of the journal.
     * @param position at which a frame, or padding, begins.
     * @param endPosition of the recording.
     * @param idleStrategy while waiting for the archive.
     * @param timeoutNs longest wait for the next frame.
     */
    RecordedTail(
            final Aeron aeron,
            final AeronArchive archive,
            final long recordingId,
            final long position,
            final long endPosition,
            final IdleStrategy idleStrategy,
            final long timeoutNs) {
        this.archive = archive;
        this.idleStrategy = idleStrategy;
        this.endPosition = endPosition;
        this.timeoutNs = timeoutNs;
        this.position = position;
        replaySessionId = archive.startReplay(recordingId, position, endPosition - position, CHANNEL, STREAM_ID);
        subscription = aeron.addSubscription(ChannelUri.addSessionId(CHANNEL, (int) replaySessionId), STREAM_ID);
    }

    /**
     * Reads the next frame, waiting for the archive if need be.
     *
     * @return false if there is none: the end is reached, or what follows cannot be read.
     * @throws JournalException if the archive gives no answer in time.
     */
    boolean next() {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        length = 0;
        idleStrategy.reset();
        while (true) {
            if (image == null) {
                image = subscription.imageBySessionId((int) replaySessionId);
            }
            if (image != null) {
                // Asked before the poll: what a closed image still held has then been seen.
                final boolean isOver = image.isClosed();
                if (image.poll(this, 1) > 0) {
                    return true;
                }
                if (isOver || image.position() >= endPosition) {
                    return false;
                }
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new JournalException("the archive does not deliver the recorded journal behind position "
                        + position + ": look at the archive's errors above, then start the node again");
            }
            idleStrategy.idle();
        }
    }

    /** The frame that was read last. {@return a buffer that the next read overwrites} */
    DirectBuffer frame() {
        return frame;
    }

    /** Length of the frame that was read last. {@return bytes} */
    int length() {
        return length;
    }

    /** Position just behind the frame that was read last. {@return position in bytes} */
    long position() {
        return position;
    }

    /** End of the recording. {@return position in bytes} */
    long endPosition() {
        return endPosition;
    }

    /** Whether everything up to the end could be read. {@return false if reading broke off before} */
    boolean isAtEnd() {
        return image != null && image.position() >= endPosition;
    }

    @Override
    public void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        frame.putBytes(0, buffer, offset, length);
        this.length = length;
        position = header.position();
    }

    @Override
    public void close() {
        final boolean isReplaying = image == null || !image.isClosed() && !image.isEndOfStream();
        CloseHelper.quietClose(subscription);
        if (isReplaying) {
            try {
                archive.stopReplay(replaySessionId);
            } catch (final ArchiveException ex) {
                LOGGER.debug("the replay of the journal's tail had ended already", ex);
            }
        }
    }
}
