package io.unidatum.exchange.node;

import io.aeron.archive.client.AeronArchive;

/**
 * What an archive says of a recording. Immutable.
 *
 * @param recordingId of it.
 * @param streamId that was recorded.
 * @param channel that was recorded.
 * @param startPosition of the first byte that there is.
 * @param stopPosition behind the last; NULL_POSITION while it is being recorded.
 * @param termLength of the stream, bytes.
 * @param segmentLength of the recording's files, bytes.
 */
record RecordingExtent(
        long recordingId,
        int streamId,
        String channel,
        long startPosition,
        long stopPosition,
        int termLength,
        int segmentLength) {
    /** Whether it is being recorded now. {@return true if so} */
    boolean isActive() {
        return stopPosition == AeronArchive.NULL_POSITION;
    }

    /** Beginning of the segment file that has a position. {@return position in bytes} */
    long segmentBase(final long position) {
        return AeronArchive.segmentFileBasePosition(startPosition, position, termLength, segmentLength);
    }
}
