package io.unidatum.exchange.devnet;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A block.
 *
 * @param index height; 0 is the genesis block.
 * @param hash hex SHA-256 over the rest.
 * @param previousHash of the block below; zeros for the genesis.
 * @param timestamp seconds since 1970.
 * @param transactions in the order in which they were received.
 */
record Block(int index, String hash, String previousHash, long timestamp, List<Transaction> transactions) {
    static final String MINER = "devnet-validator";
    static final int DIFFICULTY = 1;

    private static final String NO_HASH = "0".repeat(64);

    static Block genesis() {
        return build(0, NO_HASH, 0, List.of());
    }

    static Block build(
            final int index, final String previousHash, final long timestamp, final List<Transaction> transactions) {
        final StringBuilder content = new StringBuilder();
        content.append(index).append('|').append(previousHash).append('|').append(timestamp);
        for (final Transaction transaction : transactions) {
            content.append('|').append(transaction.id());
        }
        final String hash = Secp256k1.sha256Hex(content.toString().getBytes(StandardCharsets.US_ASCII));
        return new Block(index, hash, previousHash, timestamp, List.copyOf(transactions));
    }
}
