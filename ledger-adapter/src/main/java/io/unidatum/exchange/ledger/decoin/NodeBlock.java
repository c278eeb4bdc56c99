package io.unidatum.exchange.ledger.decoin;

import java.util.List;

/**
 * A block as a node shows it.
 *
 * @param height its index in the chain.
 * @param hash its hash, as the node writes it.
 * @param previousHash hash of the block before it.
 * @param transactions in order.
 */
public record NodeBlock(long height, String hash, String previousHash, List<NodeTransaction> transactions) {
    /** Ids of its transactions. {@return them, in order} */
    public List<String> transactionIds() {
        return transactions.stream().map(NodeTransaction::id).toList();
    }
}
