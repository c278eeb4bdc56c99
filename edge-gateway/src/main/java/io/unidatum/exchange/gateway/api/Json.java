package io.unidatum.exchange.gateway.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * JSON as the gateway reads and writes it. Input is strict and small: no number passes through a double, numbers,
 * strings, names and nesting are bounded, a name given twice or anything behind the document is an error. Thread safe.
 */
public final class Json {
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_STRING_LENGTH = 1024;
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_NESTING = 8;

    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectMapper TRUSTED = new ObjectMapper();

    private Json() {}

    /** A new object to fill. {@return an empty object} */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new array to fill. {@return an empty array} */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads an object that a client sent.
     *
     * @param bytes of the document, UTF-8.
     * @return the object.
     * @throws ApiException 400 MALFORMED_JSON if it is not one JSON object within the bounds.
     */
    public static ObjectNode parseObject(final byte[] bytes) {
        final JsonNode node;
        try {
            node = STRICT.readTree(bytes);
        } catch (final JsonProcessingException ex) {
            throw malformed(ex.getOriginalMessage());
        } catch (final IOException | ArithmeticException | NumberFormatException ex) {
            throw malformed(ex.getMessage());
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw malformed("a JSON object is expected");
    }

    /**
     * Reads an object from one of the exchange's own processes.
     *
     * @param bytes of the document, UTF-8.
     * @return the object.
     * @throws IOException if it is not a JSON object.
     */
    public static ObjectNode parseTrusted(final byte[] bytes) throws IOException {
        if (TRUSTED.readTree(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("not a JSON object");
    }

    /**
     * Writes.
     *
     * @param node to write.
     * @return its text.
     */
    public static String text(final JsonNode node) {
        try {
            return TRUSTED.writeValueAsString(node);
        } catch (final JsonProcessingException ex) {
            throw new IllegalStateException("a tree that cannot be written", ex);
        }
    }

    private static ApiException malformed(final String detail) {
        return ApiError.badRequest("MALFORMED_JSON", "the body cannot be read: " + detail);
    }
}
