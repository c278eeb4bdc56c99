package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * A transfer as the node was given it.
 *
 * @param body the posted object, kept as it came.
 * @param id hex SHA-256 of the signed bytes.
 * @param sender address, or {@link #SYSTEM}.
 * @param recipient whatever was posted: the node does not validate it.
 * @param amount base units; 0 if it is not an integer.
 * @param fee base units, burned; 0 if it is not an integer.
 * @param poisoned the amount or the fee is a float: accepted, but no block with it can be built.
 * @param nonce of the sender.
 * @param timestamp seconds since 1970.
 */
record Transaction(
        ObjectNode body,
        String id,
        String sender,
        String recipient,
        long amount,
        long fee,
        boolean poisoned,
        long nonce,
        long timestamp) {
    /** Sender of unsigned development funding. */
    static final String SYSTEM = "system";

    static final String STANDARD = "standard";

    boolean isFunding() {
        return SYSTEM.equals(sender);
    }

    JsonNode amountNode() {
        return body.get("amount");
    }

    JsonNode metadata() {
        return body.get("metadata");
    }

    byte[] signedBytes() {
        return signedBytes(body);
    }

    static byte[] signedBytes(final ObjectNode body) {
        final ObjectNode signed = JsonNodeFactory.instance.objectNode();
        for (final String key : new String[] {"amount", "metadata", "nonce", "recipient", "sender", "timestamp"}) {
            signed.set(key, body.get(key));
        }
        signed.set("type", body.get("transaction_type"));
        return CanonicalJson.of(signed).getBytes(StandardCharsets.US_ASCII);
    }
}
