package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.CommandHeaderDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.ClusterTimeQueryDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** A command's envelope; what is not there is 0. */
final class ModelCommand {
    static final int BLOCK = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int VALID_UNTIL = BLOCK + CommandHeaderDecoder.validUntilEncodingOffset();

    final byte[] bytes;
    final UnsafeBuffer buffer;
    boolean hasEnvelope;
    int templateId;
    int schemaId;
    int version;
    int blockLength;
    long requestIdHigh;
    long requestIdLow;
    long account;
    long actor;
    long connectionId;
    long validUntil;
    /** Of the key that sent it; null if it has none. */
    Role role;

    long clusterSessionId;

    ModelCommand(final byte[] bytes) {
        this.bytes = bytes;
        buffer = new UnsafeBuffer(bytes);
        if (bytes.length < BLOCK) {
            return;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        templateId = header.templateId();
        schemaId = header.schemaId();
        version = header.version();
        blockLength = header.blockLength();
        if (bytes.length < BLOCK + CommandHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        hasEnvelope = true;
        final CommandHeaderDecoder envelope = new CommandHeaderDecoder().wrap(buffer, BLOCK);
        requestIdHigh = envelope.requestIdHigh();
        requestIdLow = envelope.requestIdLow();
        account = envelope.account();
        actor = envelope.actor();
        connectionId = envelope.connectionId();
        validUntil = envelope.validUntil();
    }

    /** Whether its envelope is there and says something. */
    boolean isReadable() {
        return hasEnvelope
                && schemaId == ClusterTimeQueryDecoder.SCHEMA_ID
                && account >= 0
                && blockLength >= CommandHeaderDecoder.ENCODED_LENGTH
                && blockLength <= bytes.length - BLOCK;
    }

    /** Whether nothing stands behind its block. */
    boolean isFixed() {
        return blockLength == bytes.length - BLOCK;
    }

    <T extends MessageDecoderFlyweight> T read(final T decoder) {
        decoder.wrap(buffer, BLOCK, blockLength, version);
        return decoder;
    }

    /** The characters of a field before the zeros at its end. */
    String text(final int fieldOffset, final int length) {
        final String text = new String(bytes, BLOCK + fieldOffset, length, StandardCharsets.ISO_8859_1);
        return text.replaceAll("\0*$", "");
    }

    /** Whether a character field is as a pattern says, up to its end. */
    boolean matches(final int fieldOffset, final int length, final String pattern) {
        return new String(bytes, BLOCK + fieldOffset, length, StandardCharsets.ISO_8859_1).matches(pattern);
    }

    /** Whether a character field is printable ASCII, then zeros to its end. */
    boolean isPrintable(final int fieldOffset, final int length) {
        final String text = new String(bytes, BLOCK + fieldOffset, length, StandardCharsets.ISO_8859_1);
        return text.matches("[ -~]*\0*");
    }

    /** All of it but validUntil. */
    byte[] content() {
        final byte[] content = bytes.clone();
        Arrays.fill(content, VALID_UNTIL, VALID_UNTIL + Long.BYTES, (byte) 0);
        return content;
    }
}
