package io.unidatum.exchange.client.journal;

import static io.unidatum.exchange.client.journal.JournalFault.Kind.DIVERGED;
import static io.unidatum.exchange.client.journal.JournalFault.Kind.HANDLER;
import static io.unidatum.exchange.client.journal.JournalFault.Kind.MALFORMED;

import org.agrona.DirectBuffer;

/**
 * Makes one stream of events out of the frames of several feeds: whichever is ahead is passed on, the other only
 * compared. Every feed must be a chain of its own, and must meet the others where it comes to the same position. Knows
 * nothing of Aeron; single-threaded; allocates nothing.
 */
final class JournalMerge {
    private final JournalHandler handler;
    private final FrameReader frame = new FrameReader();
    private final FrameChain delivered = new FrameChain();
    private long lastFrameTime;

    JournalMerge(final JournalPoint startAfter, final JournalHandler handler) {
        this.handler = handler;
        this.delivered.set(startAfter);
    }

    /** How far events were passed on. */
    FrameChain delivered() {
        return delivered;
    }

    /** Time of the last frame passed on, 0 if none. */
    long lastFrameTime() {
        return lastFrameTime;
    }

    /**
     * Takes a feed's next frame.
     *
     * @param feed how far the feed has come; begins where this stands when the feed starts.
     * @param buffer that holds the frame.
     * @param offset at which it begins.
     * @param length in bytes.
     * @param endPosition in the journal, just behind the frame.
     * @throws JournalStopException if it is no frame, or does not follow, or the handler failed.
     */
    void onFrame(
            final FrameChain feed,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long endPosition) {
        final long startPosition = endPosition - FrameChain.alignedLength(length);
        try {
            frame.wrap(buffer, offset, length);
        } catch (final MalformedFrameException ex) {
            throw new JournalStopException(MALFORMED, "at position " + startPosition + ": " + ex.getMessage(), ex);
        }
        requireNext(feed, startPosition, length);

        final long lastSequence = frame.lastSequence();
        if (!delivered.isPositionKnown()) {
            feed.set(lastSequence, endPosition, frame.chainHashAfter());
            if (lastSequence >= delivered.sequence()) {
                deliver(feed);
            }
        } else if (endPosition > delivered.position()) {
            requireMeeting(feed);
            feed.set(lastSequence, endPosition, frame.chainHashAfter());
            deliver(feed);
        } else {
            feed.set(lastSequence, endPosition, frame.chainHashAfter());
            if (endPosition == delivered.position()) {
                requireMeeting(feed);
            }
        }
    }

    private void requireNext(final FrameChain feed, final long startPosition, final int length) {
        if (!feed.isPositionKnown()) {
            // Found by a search: the first frame is where the chain begins.
            feed.set(frame.firstSequence() - 1, startPosition, frame.chainHash());
        }
        if (!feed.isNextFrameAt(startPosition, length)
                || frame.firstSequence() != feed.sequence() + 1
                || frame.chainHash() != feed.chainHash()) {
            throw new JournalStopException(
                    DIVERGED,
                    "the frame at position " + startPosition + " (sequence " + frame.firstSequence()
                            + ", hash before it " + Long.toHexString(frame.chainHash())
                            + ") does not follow what was read before (" + feed + ")");
        }
    }

    private void requireMeeting(final FrameChain feed) {
        if (!feed.isAt(delivered)) {
            throw new JournalStopException(
                    DIVERGED, "its history (" + feed + ") is not the one that was read before (" + delivered + ")");
        }
    }

    private void deliver(final FrameChain feed) {
        if (feed.sequence() > delivered.sequence()) {
            try {
                frame.deliver(delivered.sequence(), handler);
                handler.onFrameEnd(feed.sequence(), feed.position(), feed.chainHash(), frame.isLastOfCommand());
            } catch (final RuntimeException ex) {
                throw new JournalStopException(
                        HANDLER, "the handler failed behind sequence " + delivered.sequence() + ": " + ex, ex);
            }
            lastFrameTime = frame.time();
        }
        delivered.set(feed);
    }
}
