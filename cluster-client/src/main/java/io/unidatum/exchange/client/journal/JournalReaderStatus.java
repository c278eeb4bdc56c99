package io.unidatum.exchange.client.journal;

import java.util.List;

/**
 * How a reader stands.
 *
 * @param connected true if at least one feed is being read and the archive behind it is alive.
 * @param memberIds members that are being read from, empty if none.
 * @param point how far events have been passed on.
 * @param lastFrameTime cluster time of the last frame passed on, ns; 0 if none.
 * @param lagBytes how far the reader is behind what its members have recorded, in bytes; -1 if not known.
 * @param fault why the reader has stopped for good, null if it has not.
 * @param problem in words for an operator: why nothing is being read at present; empty if all is well.
 */
public record JournalReaderStatus(
        boolean connected,
        List<Integer> memberIds,
        JournalPoint point,
        long lastFrameTime,
        long lagBytes,
        JournalFault fault,
        String problem) {}
