package io.unidatum.exchange.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.sbe.common.Hash256Decoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The fields of an administrative event as JSON. 64-bit numbers are strings, since readers may take numbers for
 * doubles.
 */
final class AuditDetails {
    private static final int HASH_LENGTH = 32;

    private final String event;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

    AuditDetails(final String event) {
        this.event = event;
    }

    AuditDetails text(final String name, final String value) {
        fields.put(name, value);
        return this;
    }

    AuditDetails number(final String name, final long value) {
        fields.put(name, value);
        return this;
    }

    AuditDetails amount(final String name, final long value) {
        fields.put(name, Long.toString(value));
        return this;
    }

    AuditDetails flag(final String name, final boolean value) {
        fields.put(name, value);
        return this;
    }

    /** A hash of the protocol as bytes. */
    static byte[] bytes(final Hash256Decoder hash) {
        return ByteBuffer.allocate(HASH_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(hash.w0())
                .putLong(hash.w1())
                .putLong(hash.w2())
                .putLong(hash.w3())
                .array();
    }

    String event() {
        return event;
    }

    String json() {
        return fields.toString();
    }
}
