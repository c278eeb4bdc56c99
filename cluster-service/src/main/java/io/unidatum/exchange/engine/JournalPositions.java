package io.unidatum.exchange.engine;

import static io.unidatum.exchange.protocol.JournalLayout.DATA_HEADER_LENGTH;
import static io.unidatum.exchange.protocol.JournalLayout.TERM_LENGTH;

import org.agrona.BitUtil;

/** Where frames stand in the journal's recording, by Aeron's rule, so that positions are part of the state. */
final class JournalPositions {
    private static final int FRAME_ALIGNMENT = 32;

    private JournalPositions() {}

    /**
     * The position behind a frame: header and payload, aligned to 32 bytes; what does not fit into the rest of the term
     * goes to the next, and the rest is padding.
     *
     * @param position before the frame.
     * @param payloadLength of the frame in bytes.
     * @return position behind it.
     */
    static long after(final long position, final int payloadLength) {
        final int aligned = BitUtil.align(payloadLength + DATA_HEADER_LENGTH, FRAME_ALIGNMENT);
        final long restOfTerm = TERM_LENGTH - (position & (TERM_LENGTH - 1));
        return position + aligned + (aligned > restOfTerm ? restOfTerm : 0);
    }
}
