package io.unidatum.exchange.ledger.settlement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Merkle tree hash of RFC 6962 over a batch's trades, built leaf by leaf in logarithmic memory: a leaf is SHA-256 of a
 * zero byte and the trade's text, a node SHA-256 of a one byte and its two children.
 */
final class TradeMerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest;
    private final List<byte[]> peaks = new ArrayList<>();
    private long leaves;

    TradeMerkleTree() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("this JDK has no SHA-256", ex);
        }
    }

    /**
     * Adds a trade.
     *
     * @param trade its text, see {@link LedgerReader}.
     */
    void add(final String trade) {
        digest.update(LEAF);
        byte[] hash = digest.digest(trade.getBytes(StandardCharsets.US_ASCII));
        for (long rest = leaves; (rest & 1) == 1; rest >>= 1) {
            hash = node(peaks.remove(peaks.size() - 1), hash);
        }
        peaks.add(hash);
        leaves++;
    }

    long leaves() {
        return leaves;
    }

    /** {@return the root, 32 bytes; null without leaves} */
    byte[] root() {
        byte[] root = null;
        for (int i = peaks.size() - 1; i >= 0; i--) {
            root = root == null ? peaks.get(i) : node(peaks.get(i), root);
        }
        return root;
    }

    private byte[] node(final byte[] left, final byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
