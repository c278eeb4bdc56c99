package io.unidatum.exchange.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields of an administrative event as JSON. 64-bit numbers are strings, since readers may take numbers for
 * doubles.
 */
final class AuditDetails {
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

    String event() {
        return event;
    }

    String json() {
        return fields.toString();
    }
}
