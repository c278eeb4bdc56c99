package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Iterator;

/**
 * The body of {@code POST /transaction} into a {@link Transaction}: its shape (422) and its own rules (400), the
 * signature included. Whether the chain takes it is the chain's to say. Stateless and thread safe.
 */
final class TransactionParser {
    static final int MAX_METADATA_LENGTH = 1_024;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int PUBLIC_KEY_DIGITS = 128;

    private TransactionParser() {}

    static Transaction parse(final byte[] json, final boolean systemTransfers) throws RefusedException {
        final JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (final IOException ex) {
            throw RefusedException.malformed("body", "JSON decode error");
        }
        if (!(root instanceof ObjectNode body)) {
            throw RefusedException.malformed("body", "Input should be a valid object");
        }
        requireFinite(body);
        final Transaction transaction = read(body);
        authenticate(transaction, systemTransfers);
        return transaction;
    }

    /** Reads a body that was checked before. {@return the transaction} */
    static Transaction read(final ObjectNode body) throws RefusedException {
        final String sender = text(body, "sender");
        final String recipient = text(body, "recipient");
        final JsonNode amount = body.path("amount");
        if (!amount.isNumber() || amount.isBigInteger()) {
            throw RefusedException.malformed("amount", "Input should be a valid integer");
        }
        body.putIfAbsent("metadata", JsonNodeFactory.instance.objectNode());
        final JsonNode metadata = body.get("metadata");
        if (!metadata.isObject()) {
            throw RefusedException.malformed("metadata", "Input should be a valid dictionary");
        }
        final JsonNode fee = metadata.path("fee");
        if (!fee.isMissingNode() && (!fee.isNumber() || fee.isBigInteger())) {
            throw RefusedException.malformed("metadata", "fee should be a valid integer");
        }
        final long nonce = integer(body, "nonce");
        if (body.path("timestamp").isMissingNode() || body.path("timestamp").isNull()) {
            throw RefusedException.refused("timestamp is required");
        }
        final long timestamp = integer(body, "timestamp");
        if (!Transaction.STANDARD.equals(text(body, "transaction_type"))) {
            throw RefusedException.refused("unsupported transaction type");
        }
        if (amount.doubleValue() <= 0 || fee.asDouble() < 0 || nonce < 0) {
            throw RefusedException.refused("amount must be positive, fee and nonce not negative");
        }
        if (CanonicalJson.of(metadata).length() > MAX_METADATA_LENGTH) {
            throw RefusedException.refused("metadata is longer than " + MAX_METADATA_LENGTH + " characters");
        }
        final boolean poisoned = amount.isFloatingPointNumber() || fee.isFloatingPointNumber();
        return new Transaction(
                body,
                Secp256k1.sha256Hex(Transaction.signedBytes(body)),
                sender,
                recipient,
                amount.isFloatingPointNumber() ? 0 : amount.longValue(),
                fee.isFloatingPointNumber() ? 0 : fee.asLong(),
                poisoned,
                nonce,
                timestamp);
    }

    private static void authenticate(final Transaction transaction, final boolean systemTransfers)
            throws RefusedException {
        if (transaction.isFunding()) {
            if (!systemTransfers) {
                throw RefusedException.refused("transfers of \"system\" are switched off on this node");
            }
            return;
        }
        final byte[] publicKey = hex(transaction.body(), "public_key");
        final byte[] signature = hex(transaction.body(), "signature");
        if (publicKey.length * 2 != PUBLIC_KEY_DIGITS
                || !Secp256k1.address(publicKey).equals(transaction.sender())
                || !Secp256k1.verify(publicKey, transaction.signedBytes(), signature)) {
            throw RefusedException.refused("Invalid transaction signature");
        }
    }

    private static byte[] hex(final ObjectNode body, final String field) throws RefusedException {
        try {
            return HexFormat.of().parseHex(text(body, field));
        } catch (final IllegalArgumentException ex) {
            throw RefusedException.refused("Invalid transaction signature");
        }
    }

    private static String text(final ObjectNode body, final String field) throws RefusedException {
        final JsonNode value = body.path(field);
        if (!value.isTextual()) {
            throw RefusedException.malformed(
                    field, value.isMissingNode() ? "Field required" : "Input should be a valid string");
        }
        return value.textValue();
    }

    private static long integer(final ObjectNode body, final String field) throws RefusedException {
        final JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw RefusedException.malformed(
                    field, value.isMissingNode() ? "Field required" : "Input should be a valid integer");
        }
        return value.longValue();
    }

    /** A number such as 1e999 is infinite as a double and would have no canonical text. */
    private static void requireFinite(final JsonNode node) throws RefusedException {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw RefusedException.malformed("body", "number out of range");
        }
        final Iterator<JsonNode> children = node.elements();
        while (children.hasNext()) {
            requireFinite(children.next());
        }
    }
}
