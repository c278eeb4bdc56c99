package io.unidatum.exchange.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.runtime.JsonAnswer;
import io.unidatum.exchange.runtime.JsonRequest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From a trade's id to the root that its batch's transfers carry on chain. */
class TradeProofTest {
    @Test
    void shouldLeadFromEveryLeafToTheRootOfTreesOfAllSizes() {
        for (int size = 1; size <= 70; size++) {
            final TradeMerkleTree tree = new TradeMerkleTree();
            final List<byte[]> leaves = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                tree.add("trade " + i);
                leaves.add(MerkleProof.leafHash("trade " + i));
            }
            for (int i = 0; i < size; i++) {
                final List<byte[]> path = MerkleProof.path(leaves, i);
                assertThat(MerkleProof.root(leaves.get(i), i, size, path)).isEqualTo(tree.root());
                if (size > 1) {
                    assertThat(MerkleProof.root(leaves.get((i + 1) % size), i, size, path))
                            .isNotEqualTo(tree.root());
                    assertThat(MerkleProof.root(leaves.get(i), i, size, path.subList(1, path.size())))
                            .isNotEqualTo(tree.root());
                }
            }
            assertThat(MerkleProof.root(leaves.get(0), size, size, List.of())).isNull();
            assertThat(MerkleProof.root(leaves.get(0), -1, size, List.of())).isNull();
        }
    }

    @Test
    void shouldProveEachTradeOfABatchByTheRootOnChain() throws Exception {
        try (SettlementHarness harness = new SettlementHarness(SettlementHarness.fastNode())) {
            for (int account = 1_000; account < 1_008; account++) {
                harness.deposit(account, 1_000_000);
            }
            harness.startAgent(SettlementHarness.fastContext());
            harness.runUntilSettled();
            final Random random = new Random(5);
            try (Connection connection = harness.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 21; i++) {
                    harness.trade(connection, 1_000 + random.nextInt(4), 1_004 + random.nextInt(4), 1 + i);
                }
                harness.advance(connection);
                connection.commit();
            }
            final TradeProofs proofs = new TradeProofs(harness::dataSource);
            assertThat(proof(proofs, 3).state()).isEqualTo("unsettled");
            assertThat(proof(proofs, 3).flaw()).contains("unsettled");
            harness.runUntilSettled();
            for (int trade = 1; trade <= 21; trade++) {
                final TradeProof proof = proof(proofs, trade);
                assertThat(proof.flaw()).isNull();
                assertThat(proof.state()).isEqualTo("confirmed");
                assertThat(proof.leafCount()).isEqualTo(21L);
                assertThat(proof.transfers()).isNotEmpty().allSatisfy(transfer -> {
                    assertThat(transfer.state()).isEqualTo("confirmed");
                    assertThat(harness.client()
                                    .transaction(transfer.transactionId())
                                    .join()
                                    .orElseThrow()
                                    .confirmed())
                            .isTrue();
                });
                assertThat(harness.text("SELECT body FROM settlement_transfers WHERE tx_id = '"
                                + proof.transfers().get(0).transactionId() + "'"))
                        .contains("\"root\": \"" + proof.merkleRoot() + "\"");
            }
            // What is changed afterwards does not fit any more.
            harness.execute("UPDATE settlement_batches SET merkle_root = '\\x" + "00".repeat(32) + "'");
            assertThat(proof(proofs, 4).flaw()).contains("another root");
            assertThat(HexFormat.of().parseHex(proof(proofs, 4).merkleRoot())).hasSize(32);
        }
    }

    @Test
    void shouldSayThatATradeNettedOutOrIsUnknown() throws Exception {
        try (SettlementHarness harness = new SettlementHarness(SettlementHarness.fastNode())) {
            harness.deposit(1_001, 10);
            harness.deposit(1_009, 10);
            harness.startAgent(SettlementHarness.fastContext());
            harness.runUntilSettled();
            harness.trade(1_001, 1_009, 3);
            harness.runUntilSettled();
            final TradeProofs proofs = new TradeProofs(harness::dataSource);
            assertThat(proof(proofs, 1).state()).isEqualTo("netted");
            assertThat(proof(proofs, 1).flaw()).isNull();
            assertThat(proof(proofs, 1).transfers()).isEmpty();
            assertThat(proofs.answer(new JsonRequest("2", Map.of())).status()).isEqualTo(404);
            assertThatThrownBy(() -> proofs.answer(new JsonRequest("x", Map.of())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(new TradeProofs(() -> null)
                            .answer(new JsonRequest("2", Map.of()))
                            .status())
                    .isEqualTo(503);
        }
    }

    private static TradeProof proof(final TradeProofs proofs, final long tradeId) throws Exception {
        final JsonAnswer answer = proofs.answer(new JsonRequest(String.valueOf(tradeId), Map.of()));
        assertThat(answer.status()).isEqualTo(200);
        return (TradeProof) answer.body();
    }
}
