package io.unidatum.exchange.client.journal;

import org.agrona.DirectBuffer;

/**
 * Receives the journal's events in sequence, each exactly once a reader, on the thread that steps the reader. An
 * exception stops the reader: start another one from the handler's own position.
 */
public interface JournalHandler {
    /**
     * One event.
     *
     * @param sequence its global sequence number.
     * @param time cluster time of the command that caused it, ns.
     * @param templateId which event of the schema it is; skip what is unknown.
     * @param buffer that holds it, valid during the call only.
     * @param offset of its fixed block: wrap a decoder here.
     * @param blockLength of the fixed block in bytes.
     * @param version of the schema it was encoded with.
     */
    void onEvent(
            long sequence, long time, int templateId, DirectBuffer buffer, int offset, int blockLength, int version);

    /**
     * All events of a frame have been passed on. The three values together are the {@link JournalPoint} to go on from.
     *
     * @param lastSequence of the frame's last event.
     * @param position just behind the frame, where the next one begins.
     * @param chainHash over all frames up to here.
     * @param lastOfCommand true if the command that caused the events has no further frame.
     */
    void onFrameEnd(long lastSequence, long position, long chainHash, boolean lastOfCommand);
}
