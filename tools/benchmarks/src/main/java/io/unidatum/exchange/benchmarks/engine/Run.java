package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.node.LogLookahead;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The loops that are measured. */
final class Run {
    private static final int FRAME_BUFFER = 8192;

    private Run() {}

    /** Gives every command of the log to the machine, as a node's service does: what comes next is looked at ahead. */
    static void commands(final CommandLog log, final ExchangeStateMachine machine, final LogLookahead lookahead) {
        final UnsafeBuffer buffer = log.buffer();
        final int end = log.end();
        int entry = 0;
        while (entry < end) {
            final int length = log.length(entry);
            lookahead.onCommand(buffer, entry);
            machine.onCommand(
                    log.timestamp(entry), CommandEncoders.GATEWAY, buffer, entry + CommandLog.HEADER_LENGTH, length);
            entry = CommandLog.next(entry, length);
        }
    }

    /** The same, and how long each took: the first of a group with the look at all of it. */
    static void timed(
            final CommandLog log,
            final ExchangeStateMachine machine,
            final LogLookahead lookahead,
            final Histogram histogram) {
        final UnsafeBuffer buffer = log.buffer();
        final int end = log.end();
        int entry = 0;
        while (entry < end) {
            final int length = log.length(entry);
            final long start = System.nanoTime();
            lookahead.onCommand(buffer, entry);
            machine.onCommand(
                    log.timestamp(entry), CommandEncoders.GATEWAY, buffer, entry + CommandLog.HEADER_LENGTH, length);
            histogram.recordValue(Math.min(System.nanoTime() - start, histogram.getHighestTrackableValue()));
            entry = CommandLog.next(entry, length);
        }
    }

    /**
     * The least there could be: reads every command once and writes as many bytes into the ring as the machine did, in
     * frames of one size.
     *
     * @return something that depends on all bytes.
     */
    static long floor(final CommandLog log, final RecordingRing ring, final int frameLength) {
        final DirectBuffer buffer = log.buffer();
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_BUFFER]);
        final int end = log.end();
        long sum = 0;
        int entry = 0;
        while (entry < end) {
            final int length = log.length(entry);
            sum += log.timestamp(entry);
            final int start = entry + CommandLog.HEADER_LENGTH;
            for (int i = 0; i + Long.BYTES <= length; i += Long.BYTES) {
                sum += buffer.getLong(start + i);
            }
            frame.putLong(0, sum);
            ring.append(frame, 0, frameLength);
            entry = CommandLog.next(entry, length);
        }
        return sum;
    }
}
