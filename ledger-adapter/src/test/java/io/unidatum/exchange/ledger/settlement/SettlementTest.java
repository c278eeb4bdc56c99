package io.unidatum.exchange.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.ledger.decoin.LocalTransferSigner;
import io.unidatum.exchange.ledger.decoin.MasterSeed;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settlement when nothing goes wrong. */
class SettlementTest {
    private static final long DEC = SettlementHarness.DEC;

    private SettlementHarness harness;

    @BeforeEach
    void launch() throws Exception {
        harness = new SettlementHarness(SettlementHarness.fastNode());
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldBringCustodyWalletsToTheLedger() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilMessage("settling");
        for (int account = 1_001; account <= 1_020; account++) {
            harness.deposit(account, 1_000_000 * DEC);
        }
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        harness.trade(1_001, 1_002, 5 * DEC);
        harness.trade(1_003, 1_002, 1);
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers WHERE sender_wallet IS NOT NULL"))
                .isBetween(1L, 4L);
        assertThat(harness.health()).containsEntry("status", "UP").containsEntry("shortage", 0L);
    }

    @Test
    void shouldNetManyTradesIntoFewTransfersUnderOneRoot() throws Exception {
        for (int account = 1_001; account <= 1_040; account++) {
            harness.deposit(account, 1_000 * DEC);
        }
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        final Random random = new Random(7);
        final TradeMerkleTree tree = new TradeMerkleTree();
        try (Connection connection = harness.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 500; i++) {
                harness.trade(
                        connection, 1_001 + random.nextInt(40), 1_001 + random.nextInt(40), 1 + random.nextInt(1_000));
            }
            harness.advance(connection);
            connection.commit();
            LedgerReader.trades(connection, 0, tree);
        }
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.number("SELECT trades FROM settlement_batches ORDER BY batch_id DESC LIMIT 1"))
                .isEqualTo(500);
        assertThat(harness.number("SELECT transfers FROM settlement_batches ORDER BY batch_id DESC LIMIT 1"))
                .isBetween(1L, 7L);
        final String root = harness.text(
                "SELECT encode(merkle_root, 'hex') FROM settlement_batches" + " ORDER BY batch_id DESC LIMIT 1");
        assertThat(root).isEqualTo(HexFormat.of().formatHex(tree.root()));
        assertThat(harness.text("SELECT body FROM settlement_transfers ORDER BY transfer_id DESC LIMIT 1"))
                .contains("\"root\": \"" + root + "\"");
        assertThat(harness.text("SELECT state FROM settlement_batches ORDER BY batch_id DESC LIMIT 1"))
                .isEqualTo("confirmed");
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers WHERE state <> 'confirmed'"
                        + " OR accepted_at IS NULL OR confirmed_at IS NULL OR block_height IS NULL"))
                .isZero();
    }

    @Test
    void shouldCoverTradesThatNetOutWithoutAnyTransfer() throws Exception {
        harness.deposit(1_001, 10);
        harness.deposit(1_009, 10);
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.trade(1_001, 1_009, 3);
        harness.runUntilSettled();
        assertThat(harness.number("SELECT count(*) FROM settlement_batches WHERE trades = 1 AND transfers = 0"
                        + " AND state = 'confirmed' AND merkle_root IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void shouldLeaveSurplusWithClearingAndKeepItsFloat() throws Exception {
        harness.deposit(3, 1_000);
        harness.deposit(1_001, 500);
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        assertThat(clearingOnChain()).isEqualTo(1_000);
        harness.deposit(1_001, -200);
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(clearingOnChain()).isEqualTo(1_200);
    }

    @Test
    void shouldBridgeByClearingWhileFundsAreNotConfirmed() throws Exception {
        harness.deposit(3, 1_000);
        harness.deposit(1_000, 500);
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.node().faults().mining(false);
        harness.trade(1_000, 1_001, 400);
        harness.runUntil("the first transfer is pending", () -> pending() == 1);
        harness.trade(1_001, 1_002, 400);
        harness.runUntil("two clearing wallets bridge", () -> pending() == 3);
        assertThat(harness.number("SELECT sum(amount) FROM settlement_transfers WHERE state = 'pending'"
                        + " AND sender_wallet >= 1000 AND recipient_wallet = 2"))
                .isEqualTo(400);
        harness.node().faults().mining(true);
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(clearingOnChain()).isEqualTo(1_000);
    }

    @Test
    void shouldNeverPutMorePendingThanABlockCarries() throws Exception {
        harness.close();
        harness = new SettlementHarness(SettlementHarness.fastNode().blockCap(SettlementContext.STOCK_BLOCK_CAP));
        harness.deposit(1_000, 2_000_000);
        harness.deposit(1_001, 700_000);
        harness.startAgent(SettlementHarness.fastContext().blockCap(SettlementContext.STOCK_BLOCK_CAP));
        harness.runUntilSettled();
        harness.trade(1_000, 1_001, 1_900_000);
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.number("SELECT max(amount) FROM settlement_transfers"))
                .isEqualTo(900_000);
        assertThat(harness.health()).containsEntry("status", "DEGRADED");
        assertThat(String.valueOf(harness.health().get("message")))
                .contains("0.009 DEC")
                .contains("DECOIN_BLOCK_CAP");
    }

    @Test
    void shouldSayWhatToSendWhenWalletsAreShortAndCountWhatArrivesOnce() throws Exception {
        harness.deposit(1_001, 700);
        harness.startAgent(SettlementHarness.fastContext().developmentFunding(false));
        harness.runUntilMessage("0.000007 DEC less than the ledger: send as much to DEC");
        assertThat(harness.health()).containsEntry("status", "DEGRADED").containsEntry("shortage", 700L);
        harness.payFromOutside(harness.address(Custody.FIRST_CLEARING), 1_000);
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.health()).containsEntry("status", "UP");
        assertThat(harness.number("SELECT count(*) FROM settlement_external_flows WHERE amount = 1000"))
                .isEqualTo(1);
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers WHERE sender_wallet IS NULL"))
                .isZero();
    }

    @Test
    void shouldRefuseAnotherSeedAndOtherNumbersOfWallets() {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilMessage("settling");
        harness.crashAgent();
        harness.startAgent(
                SettlementHarness.fastContext().signer(new LocalTransferSigner(MasterSeed.of(new byte[16]))));
        harness.runUntilMessage("set CUSTODY_SEED_FILE to the right file");
        harness.crashAgent();
        harness.startAgent(SettlementHarness.fastContext().custodyWallets(9));
        harness.runUntilMessage("CUSTODY_WALLETS=8");
    }

    @Test
    void shouldLetOneAdapterSettleAtATime() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilMessage("settling");
        final SettlementAgent first = harness.agent();
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilMessage("another ledger-adapter");
        first.onClose();
        harness.deposit(1_001, 5);
        harness.runUntilSettled();
    }

    private long clearingOnChain() {
        long total = 0;
        for (int i = 0; i < 4; i++) {
            total += harness.client()
                    .balance(harness.address(Custody.FIRST_CLEARING + i))
                    .join();
        }
        return total;
    }

    private long pending() {
        return harness.number("SELECT count(*) FROM settlement_transfers WHERE state = 'pending'");
    }
}
