package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.JournalLayout;

/**
 * Finds from where to read to come to a sequence, when its position is not known. Every term begins with a frame, so
 * the recording's start and each term's start are places to look at; a binary search over them needs few looks. Single
 * use.
 */
final class TermSearch {
    private final long startPosition;
    private final long firstTermStart;
    private final long wantedSequence;
    private int low;
    private int high;
    private int probe;
    private boolean isStartKnown;

    /**
     * Begins a search.
     *
     * @param startPosition of the recording.
     * @param recordedPosition up to which it goes, above the start.
     * @param wantedSequence to come to.
     */
    TermSearch(final long startPosition, final long recordedPosition, final long wantedSequence) {
        this.startPosition = startPosition;
        this.firstTermStart = (startPosition / JournalLayout.TERM_LENGTH + 1) * JournalLayout.TERM_LENGTH;
        this.wantedSequence = wantedSequence;
        this.high = recordedPosition <= firstTermStart
                ? 0
                : (int) ((recordedPosition - 1 - firstTermStart) / JournalLayout.TERM_LENGTH) + 1;
    }

    /** Where to look next: at the recording's start first. {@return a position at which a frame stands} */
    long probePosition() {
        return positionOf(probe);
    }

    /**
     * Says what stands at {@link #probePosition()}.
     *
     * @param firstSequence of the frame there.
     */
    void onFirstSequence(final long firstSequence) {
        isStartKnown = true;
        if (firstSequence <= wantedSequence) {
            low = probe;
        } else {
            high = probe - 1;
        }
        probe = (low + high + 1) >>> 1;
    }

    /** Whether the recording begins behind the wanted sequence. {@return true if it is not there, or no longer} */
    boolean isTooLate() {
        return high < 0;
    }

    /** Whether there is nothing left to look at. {@return true if {@link #probePosition()} is where to read from} */
    boolean isDone() {
        return isStartKnown && low >= high;
    }

    private long positionOf(final int candidate) {
        return candidate == 0 ? startPosition : firstTermStart + (candidate - 1L) * JournalLayout.TERM_LENGTH;
    }
}
