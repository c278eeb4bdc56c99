package io.unidatum.exchange.engine;

import org.agrona.DirectBuffer;

/** Takes the messages of a snapshot in their order, on the state machine's own thread. */
@FunctionalInterface
public interface SnapshotSink {
    /**
     * One message of the snapshot schema. The bytes are good only during the call.
     *
     * @param buffer that holds the message.
     * @param offset at which its SBE header begins.
     * @param length header and block, in bytes.
     */
    void onMessage(DirectBuffer buffer, int offset, int length);
}
