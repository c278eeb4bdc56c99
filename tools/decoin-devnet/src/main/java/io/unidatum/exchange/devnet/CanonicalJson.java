package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The one text of a JSON value that is signed: keys sorted at every level, ", " and ": " between, ASCII only. */
final class CanonicalJson {
    private static final char FIRST_PRINTABLE = 0x20;
    private static final char LAST_PRINTABLE = 0x7e;

    private CanonicalJson() {}

    static String of(final JsonNode node) {
        final StringBuilder text = new StringBuilder();
        append(text, node);
        return text.toString();
    }

    static void append(final StringBuilder text, final JsonNode node) {
        if (node.isObject()) {
            appendObject(text, node);
        } else if (node.isArray()) {
            text.append('[');
            for (int i = 0; i < node.size(); i++) {
                text.append(i == 0 ? "" : ", ");
                append(text, node.get(i));
            }
            text.append(']');
        } else if (node.isTextual()) {
            appendString(text, node.textValue());
        } else if (node.isFloatingPointNumber()) {
            text.append(PythonFloat.format(node.doubleValue()));
        } else {
            text.append(node.asText());
        }
    }

    private static void appendObject(final StringBuilder text, final JsonNode node) {
        final List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        // By UTF-16 unit: differs from code points beyond the basic plane only, which no sane metadata key uses.
        Collections.sort(keys);
        text.append('{');
        for (int i = 0; i < keys.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            appendString(text, keys.get(i));
            text.append(": ");
            append(text, node.get(keys.get(i)));
        }
        text.append('}');
    }

    static void appendString(final StringBuilder text, final String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE) {
                        text.append(c);
                    } else {
                        text.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        text.append('"');
    }
}
