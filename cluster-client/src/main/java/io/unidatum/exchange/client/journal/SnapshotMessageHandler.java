package io.unidatum.exchange.client.journal;

import org.agrona.DirectBuffer;

/**
 * Receives the messages of a state image in the order of the snapshot schema. An image begins with {@code
 * SnapshotHeader}; if another one comes, the image before was damaged and everything received until then is void.
 */
@FunctionalInterface
public interface SnapshotMessageHandler {
    /**
     * One message of the image.
     *
     * @param templateId which message of the snapshot schema it is.
     * @param buffer that holds it, valid during the call only.
     * @param offset of its fixed block: wrap a decoder here.
     * @param blockLength of the fixed block in bytes.
     * @param version of the schema it was encoded with.
     */
    void onSnapshotMessage(int templateId, DirectBuffer buffer, int offset, int blockLength, int version);
}
