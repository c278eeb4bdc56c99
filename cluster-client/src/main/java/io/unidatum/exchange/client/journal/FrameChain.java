package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.JournalLayout;
import org.agrona.BitUtil;

/** How far a journal was read, and whether a frame follows from there. Mutable; single-threaded. */
final class FrameChain {
    private static final long TERM_MASK = JournalLayout.TERM_LENGTH - 1L;
    private static final int ALIGNMENT = 32;

    private long sequence;
    private long position;
    private long chainHash;

    void set(final JournalPoint point) {
        sequence = point.sequence();
        position = point.position();
        chainHash = point.chainHash();
    }

    void set(final FrameChain other) {
        sequence = other.sequence;
        position = other.position;
        chainHash = other.chainHash;
    }

    void set(final long newSequence, final long newPosition, final long newChainHash) {
        sequence = newSequence;
        position = newPosition;
        chainHash = newChainHash;
    }

    long sequence() {
        return sequence;
    }

    long position() {
        return position;
    }

    long chainHash() {
        return chainHash;
    }

    boolean isPositionKnown() {
        return position != JournalPoint.UNKNOWN_POSITION;
    }

    boolean isAt(final FrameChain other) {
        return sequence == other.sequence && position == other.position && chainHash == other.chainHash;
    }

    JournalPoint point() {
        return new JournalPoint(sequence, position, isPositionKnown() ? chainHash : 0);
    }

    /**
     * Whether a frame that begins there comes next: right here, or at the next term's start if only padding is left.
     */
    boolean isNextFrameAt(final long framePosition, final int frameLength) {
        if (framePosition == position) {
            return true;
        }
        final long nextTerm = (position | TERM_MASK) + 1;
        return framePosition == nextTerm && alignedLength(frameLength) > nextTerm - position;
    }

    @Override
    public String toString() {
        return isPositionKnown()
                ? "sequence " + sequence + ", position " + position + ", hash " + Long.toHexString(chainHash)
                : "sequence " + sequence;
    }

    static int alignedLength(final int frameLength) {
        return BitUtil.align(frameLength + JournalLayout.DATA_HEADER_LENGTH, ALIGNMENT);
    }
}
