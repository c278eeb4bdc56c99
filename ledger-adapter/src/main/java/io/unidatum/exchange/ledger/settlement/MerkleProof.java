package io.unidatum.exchange.ledger.settlement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Inclusion proofs of RFC 6962 over a batch's trades. Pure functions; hashes are SHA-256, 32 bytes. */
public final class MerkleProof {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleProof() {}

    /**
     * Hash of a leaf.
     *
     * @param trade its text, printable ASCII.
     * @return the hash.
     */
    public static byte[] leafHash(final String trade) {
        final MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(trade.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The siblings on a leaf's way to the root.
     *
     * @param leaves hashes of all of them.
     * @param index of the leaf, from 0.
     * @return from the leaf's sibling on upwards.
     */
    public static List<byte[]> path(final List<byte[]> leaves, final int index) {
        final List<byte[]> path = new ArrayList<>();
        collect(leaves, index, path);
        return path;
    }

    /**
     * The root that a leaf and its path lead to.
     *
     * @param leaf its hash.
     * @param index of it, from 0.
     * @param count of all leaves.
     * @param path as {@link #path} gives it.
     * @return the root; null if a tree of so many leaves has no such path.
     */
    public static byte[] root(final byte[] leaf, final long index, final long count, final List<byte[]> path) {
        if (index < 0 || index >= count) {
            return null;
        }
        long node = index;
        long last = count - 1;
        byte[] hash = leaf;
        for (final byte[] sibling : path) {
            if (last == 0) {
                return null;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 ? hash : null;
    }

    private static void collect(final List<byte[]> leaves, final int index, final List<byte[]> path) {
        if (leaves.size() == 1) {
            return;
        }
        final int split = Integer.highestOneBit(leaves.size() - 1);
        final List<byte[]> left = leaves.subList(0, split);
        final List<byte[]> right = leaves.subList(split, leaves.size());
        if (index < split) {
            collect(left, index, path);
            path.add(rootOf(right));
        } else {
            collect(right, index - split, path);
            path.add(rootOf(left));
        }
    }

    private static byte[] rootOf(final List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        final int split = Integer.highestOneBit(leaves.size() - 1);
        return node(rootOf(leaves.subList(0, split)), rootOf(leaves.subList(split, leaves.size())));
    }

    private static byte[] node(final byte[] left, final byte[] right) {
        final MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("this JDK has no SHA-256", ex);
        }
    }
}
