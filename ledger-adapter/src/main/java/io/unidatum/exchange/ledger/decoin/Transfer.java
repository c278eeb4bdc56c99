package io.unidatum.exchange.ledger.decoin;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A transfer as it is signed. Immutable.
 *
 * @param sender address, or {@link #SYSTEM}.
 * @param recipient a valid address: the node does not check it.
 * @param amount base units, positive.
 * @param metadata its {@code fee} is a {@code Long} of base units, not negative; the rest is ASCII strings or longs.
 * @param nonce greater than any before it of the same sender.
 * @param timestamp seconds since 1970.
 */
public record Transfer(
        String sender, String recipient, long amount, SortedMap<String, Object> metadata, long nonce, long timestamp) {
    /** Sender of unsigned transfers that fund wallets on a development node. */
    public static final String SYSTEM = "system";

    /** The longest metadata, characters of canonical JSON. */
    public static final int MAX_METADATA_LENGTH = 1_024;

    private static final char FIRST_PRINTABLE = 0x20;
    private static final char LAST_PRINTABLE = 0x7e;

    /**
     * Constructs a transfer.
     *
     * @throws IllegalArgumentException if a node would refuse it or be jammed by it.
     */
    public Transfer {
        if (!SYSTEM.equals(sender) && !DecoinAddress.isValid(sender)) {
            throw new IllegalArgumentException("not an address: sender " + sender);
        }
        if (!DecoinAddress.isValid(recipient)) {
            throw new IllegalArgumentException("not an address: recipient " + recipient);
        }
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        if (!(metadata.get("fee") instanceof Long fee) || fee < 0) {
            throw new IllegalArgumentException("the fee is an integer that is not negative");
        }
        if (amount <= 0 || nonce < 0 || timestamp < 0) {
            throw new IllegalArgumentException("amount " + amount + ", nonce " + nonce + ", timestamp " + timestamp);
        }
        if (canonical(metadata).length() > MAX_METADATA_LENGTH) {
            throw new IllegalArgumentException("metadata is longer than " + MAX_METADATA_LENGTH + " characters");
        }
    }

    /** What the sender signs: canonical JSON in ASCII. {@return a fresh array} */
    public byte[] signedBytes() {
        return ("{\"amount\": " + amount + ", \"metadata\": " + canonical(metadata) + ", \"nonce\": " + nonce
                        + ", \"recipient\": \"" + recipient + "\", \"sender\": \"" + sender + "\", \"timestamp\": "
                        + timestamp + ", \"type\": \"standard\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Id on chain, known before it is posted. {@return 64 hex digits} */
    public String id() {
        return HexFormat.of().formatHex(Secp256k1.sha256(signedBytes()));
    }

    /**
     * Body for {@code POST /transaction}.
     *
     * @param publicKey of the sender, 64 bytes.
     * @param signature of the signed bytes, 64 bytes.
     * @return JSON.
     */
    public String signedBody(final byte[] publicKey, final byte[] signature) {
        final HexFormat hex = HexFormat.of();
        return members() + ", \"public_key\": \"" + hex.formatHex(publicKey) + "\", \"signature\": \""
                + hex.formatHex(signature) + "\"}";
    }

    /**
     * Body for {@code POST /transaction} of a transfer by {@link #SYSTEM}.
     *
     * @return JSON.
     */
    public String unsignedBody() {
        return members() + "}";
    }

    private String members() {
        return "{\"sender\": \"" + sender + "\", \"recipient\": \"" + recipient + "\", \"amount\": " + amount
                + ", \"transaction_type\": \"standard\", \"metadata\": " + canonical(metadata) + ", \"nonce\": " + nonce
                + ", \"timestamp\": " + timestamp;
    }

    private static String canonical(final SortedMap<String, Object> metadata) {
        final StringBuilder text = new StringBuilder("{");
        for (final Map.Entry<String, Object> entry : metadata.entrySet()) {
            text.append(text.length() == 1 ? "" : ", ");
            appendString(text, entry.getKey());
            text.append(": ");
            if (entry.getValue() instanceof Long number) {
                text.append(number.longValue());
            } else if (entry.getValue() instanceof String string) {
                appendString(text, string);
            } else {
                throw new IllegalArgumentException("metadata " + entry.getKey() + " is neither a string nor a long");
            }
        }
        return text.append('}').toString();
    }

    private static void appendString(final StringBuilder text, final String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
                throw new IllegalArgumentException("metadata is printable ASCII");
            }
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }
}
