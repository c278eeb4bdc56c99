package io.unidatum.exchange.engine;

import org.agrona.DirectBuffer;

/** Takes the frames of the event journal as the state machine finishes them, in order, on the machine's own thread. */
@FunctionalInterface
public interface JournalSink {
    /**
     * One finished frame. The bytes are good only during the call.
     *
     * @param buffer that holds the frame.
     * @param offset at which the frame begins, with the SBE header of its JournalFrame.
     * @param length of the frame in bytes, at most JournalLayout.MAX_FRAME_LENGTH.
     * @param firstSequence global sequence of the frame's first event.
     * @param count events in the frame, at least 1.
     * @param chainHashAfter hash over all frames, this one included.
     * @param positionAfter journal position just behind this frame.
     */
    void onFrame(
            DirectBuffer buffer,
            int offset,
            int length,
            long firstSequence,
            int count,
            long chainHashAfter,
            long positionAfter);
}
