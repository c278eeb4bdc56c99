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
    private long hash = ChainHash.INITIAL;
    private long count;

    SnapshotOutput(final SnapshotSink sink) {
        this.sink = sink;
    }

    /** Where the next message is to be written, from offset 0. */
    MutableDirectBuffer buffer() {
        return buffer;
    }

    MessageHeaderEncoder header() {
        return header;
    }

    /** Hands on the message that has been written. */
    void emit(final int blockLength) {
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
