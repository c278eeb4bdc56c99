package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.ChainHash;

/**
 * How far somebody has read the journal: everything up to {@code sequence} is known and the next frame stands at
 * {@code position}. A point is always the end of a frame.
 *
 * @param sequence of the last event known, 0 for none.
 * @param position in bytes at which the next frame begins, or {@link #UNKNOWN_POSITION}.
 * @param chainHash over all frames up to here; meaningless if the position is unknown.
 */
public record JournalPoint(long sequence, long position, long chainHash) {
    /** The position is not known: the reader searches for the sequence. */
    public static final long UNKNOWN_POSITION = -1;

    /** The journal's beginning. */
    public static final JournalPoint START = new JournalPoint(0, 0, ChainHash.INITIAL);

    /** Checks the values. */
    public JournalPoint {
        if (sequence < 0 || position < UNKNOWN_POSITION) {
            throw new IllegalArgumentException("no journal point: sequence=" + sequence + " position=" + position);
        }
    }

    /**
     * A bare sequence. The hash of what comes before it cannot be checked.
     *
     * @param sequence of the last event known; the sequence may lie within a frame.
     * @return a point of unknown position.
     */
    public static JournalPoint ofSequence(final long sequence) {
        return sequence == 0 ? START : new JournalPoint(sequence, UNKNOWN_POSITION, 0);
    }

    /** Whether the position, and with it the hash, is known. {@return true if so} */
    public boolean isPositionKnown() {
        return position != UNKNOWN_POSITION;
    }
}
