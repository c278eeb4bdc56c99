package io.unidatum.exchange.ledger.settlement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HexFormat;
import java.util.List;

/**
 * How a trade is settled, and the proof that its batch's Merkle root covers it. Ids and amounts are decimal strings.
 *
 * @param tradeId of the trade.
 * @param makerAccount of it.
 * @param takerAccount of it.
 * @param state unsettled (no batch covers it yet), netted (its batch moved nothing), or the batch's: prepared, pending,
 *     confirmed, failed (a transfer failed, a later batch makes it good).
 * @param batchId of the batch; null while unsettled, as all that follows.
 * @param merkleRoot hex.
 * @param leaf the trade's text, from which its hash is made.
 * @param leafIndex place of the trade in the batch, from 0.
 * @param leafCount trades of the batch.
 * @param path siblings on the way to the root, hex, the lowest first.
 * @param transfers of the batch.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TradeProof(
        @JsonProperty("trade_id") String tradeId,
        @JsonProperty("maker_account") String makerAccount,
        @JsonProperty("taker_account") String takerAccount,
        @JsonProperty("state") String state,
        @JsonProperty("batch_id") String batchId,
        @JsonProperty("merkle_root") String merkleRoot,
        @JsonProperty("leaf") String leaf,
        @JsonProperty("leaf_index") Long leafIndex,
        @JsonProperty("leaf_count") Long leafCount,
        @JsonProperty("path") List<String> path,
        @JsonProperty("transfers") List<ProvenTransfer> transfers) {
    private static final int LEAF_FIELDS = 8;
    private static final int MAKER_FIELD = 5;
    private static final int TAKER_FIELD = 6;

    /**
     * Looks for what is wrong with the proof itself: hashes the leaf anew, follows the path and compares the root.
     *
     * @return null if it is right, else what is not.
     */
    public String flaw() {
        if (leaf == null || merkleRoot == null || path == null || leafIndex == null || leafCount == null) {
            return "there is no proof: the trade is " + state;
        }
        final String[] fields = leaf.split("\\|", -1);
        if (fields.length != LEAF_FIELDS
                || !fields[0].equals(tradeId)
                || !fields[MAKER_FIELD].equals(makerAccount)
                || !fields[TAKER_FIELD].equals(takerAccount)) {
            return "the leaf is another trade's: " + leaf;
        }
        try {
            final HexFormat hex = HexFormat.of();
            final byte[] root = MerkleProof.root(
                    MerkleProof.leafHash(leaf),
                    leafIndex,
                    leafCount,
                    path.stream().map(hex::parseHex).toList());
            if (root == null) {
                return "a tree of " + leafCount + " leaves has no such path to leaf " + leafIndex;
            }
            return hex.formatHex(root).equals(merkleRoot) ? null : "leaf and path lead to another root";
        } catch (final IllegalArgumentException ex) {
            return "the path is not hexadecimal";
        }
    }

    /**
     * A transfer of the batch.
     *
     * @param transactionId on chain.
     * @param sender address; "system" for development funding.
     * @param recipient address.
     * @param amount DEC, decimal.
     * @param state prepared, pending, stuck, confirmed or failed.
     * @param blockHeight of its block; null before.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ProvenTransfer(
            @JsonProperty("transaction_id") String transactionId,
            @JsonProperty("sender") String sender,
            @JsonProperty("recipient") String recipient,
            @JsonProperty("amount") String amount,
            @JsonProperty("state") String state,
            @JsonProperty("block_height") Long blockHeight) {}
}
