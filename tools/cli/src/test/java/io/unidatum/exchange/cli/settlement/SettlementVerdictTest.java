package io.unidatum.exchange.cli.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.cli.run.Health;
import io.unidatum.exchange.ledger.settlement.MerkleProof;
import io.unidatum.exchange.ledger.settlement.TradeProof;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proofs that hold, proofs that do not, and chains that say otherwise. */
class SettlementVerdictTest {
    private static final String LEAF = "7|1|100|5|1|1001|1002|33";
    private static final List<byte[]> LEAVES = List.of(
            MerkleProof.leafHash("6|1|100|5|1|1003|1002|30"),
            MerkleProof.leafHash(LEAF),
            MerkleProof.leafHash("8|1|100|5|2|1001|1004|36"));
    private static final List<String> PATH =
            MerkleProof.path(LEAVES, 1).stream().map(HexFormat.of()::formatHex).toList();
    private static final String ROOT =
            HexFormat.of().formatHex(MerkleProof.root(LEAVES.get(1), 1, LEAVES.size(), MerkleProof.path(LEAVES, 1)));

    @Test
    void shouldBeProvenByTheRootOnChain() {
        assertThat(verdict(proof("7", ROOT, LEAF, 1L, PATH), "confirmed", ROOT)).isEqualTo(SettlementVerdict.PROVEN);
    }

    @Test
    void shouldNotBeProvenYetWhilePending() {
        assertThat(verdict(proof("7", ROOT, LEAF, 1L, PATH), "pending", ROOT)).isEqualTo(SettlementVerdict.NOT_YET);
        final TradeProof unsettled =
                new TradeProof("7", "1001", "1002", "unsettled", null, null, null, null, null, null, null);
        assertThat(verdict(unsettled, "confirmed", ROOT)).isEqualTo(SettlementVerdict.NOT_YET);
    }

    @Test
    void shouldRefuteWhatWasTamperedWith() {
        final String other = "0".repeat(64);
        assertThat(verdict(proof("8", ROOT, LEAF, 1L, PATH), "confirmed", ROOT)).isEqualTo(1);
        assertThat(verdict(proof("7", other, LEAF, 1L, PATH), "confirmed", other))
                .isEqualTo(1);
        assertThat(verdict(proof("7", ROOT, LEAF.replace("|5|", "|6|"), 1L, PATH), "confirmed", ROOT))
                .isEqualTo(1);
        assertThat(verdict(proof("7", ROOT, LEAF, 0L, PATH), "confirmed", ROOT)).isEqualTo(1);
        assertThat(verdict(proof("7", ROOT, LEAF, 1L, PATH.subList(0, 1)), "confirmed", ROOT))
                .isEqualTo(1);
        assertThat(verdict(proof("7", ROOT, LEAF, 1L, List.of(other, PATH.get(1))), "confirmed", ROOT))
                .isEqualTo(1);
    }

    @Test
    void shouldRefuteAChainThatSaysOtherwise() {
        assertThat(verdict(proof("7", ROOT, LEAF, 1L, PATH), "confirmed", "0".repeat(64)))
                .isEqualTo(1);
        assertThat(SettlementVerdict.of(
                                proof("7", ROOT, LEAF, 1L, PATH),
                                path -> new Health.Answer(404, JsonNodeFactory.instance.objectNode()))
                        .code())
                .isEqualTo(1);
    }

    @Test
    void shouldSayWhenTheNodeDoesNotAnswer() {
        assertThat(SettlementVerdict.of(
                                proof("7", ROOT, LEAF, 1L, PATH),
                                path -> new Health.Answer(0, JsonNodeFactory.instance.objectNode()))
                        .code())
                .isEqualTo(SettlementVerdict.UNREACHABLE);
    }

    private static TradeProof proof(
            final String tradeId, final String root, final String leaf, final long index, final List<String> path) {
        return new TradeProof(
                tradeId,
                "1001",
                "1002",
                "confirmed",
                "4",
                root,
                leaf,
                index,
                (long) LEAVES.size(),
                path,
                List.of(new TradeProof.ProvenTransfer("ab", "DECa", "DECb", "5", "confirmed", 9L)));
    }

    private static int verdict(final TradeProof proof, final String status, final String rootOnChain) {
        final ObjectNode transaction = JsonNodeFactory.instance.objectNode();
        transaction
                .put("sender", "DECa")
                .put("recipient", "DECb")
                .put("amount", 500_000_000L)
                .put("status", status)
                .put("block_height", 9);
        transaction.putObject("metadata").put("batch", 4).put("root", rootOnChain);
        return SettlementVerdict.of(proof, path -> new Health.Answer(200, transaction))
                .code();
    }
}
