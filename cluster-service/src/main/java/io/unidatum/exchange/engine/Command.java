package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ChainHash;
import io.unidatum.exchange.sbe.common.CommandHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.ClusterTimeQueryDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** The command being carried out: its envelope, and where its block stands. */
final class Command {
    private static final int BLOCK = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int HEADER_END = BLOCK + CommandHeaderDecoder.ENCODED_LENGTH;
    private static final int VALID_UNTIL = BLOCK + CommandHeaderDecoder.validUntilEncodingOffset();
    private static final int VALID_UNTIL_END = VALID_UNTIL + CommandHeaderDecoder.validUntilEncodingLength();

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final CommandHeaderDecoder commandHeader = new CommandHeaderDecoder();
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private int templateId;
    private int blockLength;
    private int version;
    private long requestIdHigh;
    private long requestIdLow;
    private long account;
    private long actor;
    private long connectionId;
    private long validUntil;
    private long now;
    private long clusterSessionId;
    private Role role;

    /**
     * Reads the envelope as far as it is there.
     *
     * @return false if it is malformed: too short, another schema, or an account beyond 63 bits. What stands behind the
     *     block is not looked at: see {@link #isFixed}.
     */
    boolean read(final DirectBuffer source, final int sourceOffset, final int sourceLength, final long time) {
        buffer = source;
        offset = sourceOffset;
        length = sourceLength;
        clear(time);
        if (length < BLOCK) {
            return false;
        }
        messageHeader.wrap(buffer, offset);
        templateId = messageHeader.templateId();
        blockLength = messageHeader.blockLength();
        version = messageHeader.version();
        if (length < HEADER_END) {
            return false;
        }
        commandHeader.wrap(buffer, offset + BLOCK);
        requestIdHigh = commandHeader.requestIdHigh();
        requestIdLow = commandHeader.requestIdLow();
        account = commandHeader.account();
        actor = commandHeader.actor();
        connectionId = commandHeader.connectionId();
        validUntil = commandHeader.validUntil();
        return messageHeader.schemaId() == ClusterTimeQueryDecoder.SCHEMA_ID
                && blockLength >= CommandHeaderDecoder.ENCODED_LENGTH
                && blockLength <= length - BLOCK
                && account >= 0;
    }

    /** Makes it no command at all: what is written now the exchange does by itself, and origins are zeros. */
    void clear(final long time) {
        templateId = 0;
        requestIdHigh = 0;
        requestIdLow = 0;
        account = 0;
        actor = 0;
        connectionId = 0;
        validUntil = 0;
        now = time;
        role = null;
    }

    /** Hash of all its bytes but validUntil, which a sender may renew when it sends a command again. */
    long contentHash() {
        final long hash = ChainHash.extend(ChainHash.INITIAL, buffer, offset, VALID_UNTIL);
        return ChainHash.extend(hash, buffer, offset + VALID_UNTIL_END, length - VALID_UNTIL_END);
    }

    /** Whether the block is all there is: nothing stands behind it. */
    boolean isFixed() {
        return blockLength == length - BLOCK;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Where the block begins in the buffer. */
    int blockOffset() {
        return offset + BLOCK;
    }

    /** Where what stands behind the block begins in the buffer. */
    int tailOffset() {
        return offset + BLOCK + blockLength;
    }

    /** Length of what stands behind the block. */
    int tailLength() {
        return length - BLOCK - blockLength;
    }

    /** One of the words of 16 bits that stand behind the block. */
    int tailWord(final int index) {
        return buffer.getShort(tailOffset() + index * Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }

    int templateId() {
        return templateId;
    }

    int blockLength() {
        return blockLength;
    }

    int version() {
        return version;
    }

    /** The schema version to read a block with that is this long in version 1: 0 if what came is shorter. */
    int version(final int blockLengthOfVersion1) {
        return blockLength < blockLengthOfVersion1 ? 0 : version;
    }

    long requestIdHigh() {
        return requestIdHigh;
    }

    long requestIdLow() {
        return requestIdLow;
    }

    long account() {
        return account;
    }

    long actor() {
        return actor;
    }

    /** Logical connection it came by. {@return 0 for none} */
    long connectionId() {
        return connectionId;
    }

    long validUntil() {
        return validUntil;
    }

    /** Cluster time, ns. */
    long now() {
        return now;
    }

    /** Session of the cluster that it came by; it says nothing of who sent it. */
    long clusterSessionId() {
        return clusterSessionId;
    }

    void clusterSessionId(final long id) {
        clusterSessionId = id;
    }

    /** Of the key that sent it. {@return null before the genesis} */
    Role role() {
        return role;
    }

    void role(final Role value) {
        role = value;
    }
}
