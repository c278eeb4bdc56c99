package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Where the messages of one snapshot go: counted, hashed and handed to the sink. */
final class SnapshotOutput {
    private static final int CAPACITY = 512;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SnapshotSink sink;
    private final int version;
    private long hash = ChainHash.INITIAL;
    private long count;

    /**
     * Creates it.
     *
     * @param sink takes the messages.
     * @param version of the snapshot: each is written as the first build that knew it wrote it.
     */
    SnapshotOutput(final SnapshotSink sink, final int version) {
        this.sink = sink;
        this.version = version;
    }

    /** Where the next message is to be written, from offset 0. */
    MutableDirectBuffer buffer() {
        return buffer;
    }

    MessageHeaderEncoder header() {
        return header;
    }

    /** Of the snapshot. {@return 1 or more} */
    int version() {
        return version;
    }

    /** Hands on the message that has been written: as much of its block as this version of the snapshot has. */
    void emit(final int blockLengthOfVersion0, final int blockLength) {
        emit(version > 1 ? blockLength : blockLengthOfVersion0);
    }

    /** Hands on the message that has been written. */
    void emit(final int blockLength) {
        header.wrap(buffer, 0).blockLength(blockLength).version(version - 1);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        hash = ChainHash.extend(hash, buffer, 0, length);
        count++;
        sink.onMessage(buffer, 0, length);
    }

    /** Hash of all messages so far. */
    long hash() {
        return hash;
    }

    /** Number of messages so far. */
    long count() {
        return count;
    }
}
