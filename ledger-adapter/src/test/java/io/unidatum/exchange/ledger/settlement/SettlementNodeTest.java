package io.unidatum.exchange.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import io.unidatum.exchange.ledger.decoin.KeyPath;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are gone, slow, jammed or not what they were. */
class SettlementNodeTest {
    @TempDir
    Path folder;

    private SettlementHarness harness;

    @BeforeEach
    void launch() throws Exception {
        harness = new SettlementHarness(SettlementHarness.fastNode());
        harness.deposit(1_000, 1_000);
        harness.deposit(1_001, 1_000);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldWaitForANodeThatIsGoneAndGoOnWhenItIsBack() throws Exception {
        harness.close();
        harness = new SettlementHarness(SettlementHarness.fastNode().dataFile(folder.resolve("chain")));
        harness.deposit(1_000, 1_000);
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.node().close();
        harness.trade(1_000, 1_001, 100);
        harness.runUntilMessage(
                "settlement waits, trading goes on: " + harness.node().url());
        assertThat(harness.health()).containsEntry("status", "DOWN").containsEntry("state", "WAITING");
        harness.startNode();
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.health()).containsEntry("status", "UP");
    }

    @Test
    void shouldGrowItsWindowsWhileTheNodeIsSlow() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.node().faults().answerDelayMs(150);
        final long batches = harness.number("SELECT count(*) FROM settlement_batches");
        final long startNs = System.nanoTime();
        int trades = 0;
        while (System.nanoTime() - startNs < 2_000_000_000L) {
            harness.trade(1_000 + trades % 2, 1_001 - trades % 2, 1 + trades % 3);
            trades++;
            harness.agent().doWork();
        }
        // Every window takes at least one answer, so of the 100 that 2 s could hold there are a few.
        assertThat(harness.number("SELECT count(*) FROM settlement_batches") - batches)
                .isBetween(1L, 14L);
        assertThat(trades).isGreaterThan(20);
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldStopOnAChainThatBeganAgainAndStartOverWhenToldSo() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.trade(1_000, 1_001, 100);
        harness.runUntilSettled();
        harness.node().close();
        harness.startNode();
        harness.runUntilMessage("height went back");
        assertThat(harness.health()).containsEntry("status", "DOWN").containsEntry("state", "STOPPED");
        harness.trade(1_000, 1_001, 100);
        assertThat(harness.text("SELECT stop_reason FROM settlement_control")).contains("height went back");

        harness.crashAgent();
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilMessage("settlement has stopped");
        resume("CONTINUE");
        harness.runUntilMessage("CONTINUE is not possible");
        assertThat(harness.client().transactions(harness.address(0)).join()).isEmpty();

        resume("NEW_CHAIN");
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.number("SELECT chain FROM settlement_control")).isEqualTo(2);
        assertThat(harness.number("SELECT min(nonce) FROM settlement_transfers WHERE chain = 2"))
                .isPositive();
    }

    @Test
    void shouldStopOnAShorterChainEvenIfItIsSeenOnlyAtTheNextStart() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.crashAgent();
        harness.node().close();
        harness.startNode();
        harness.trade(1_000, 1_001, 100);
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilMessage("settlement has stopped");
        assertThat(harness.client().transactions(harness.address(0)).join()).isEmpty();
    }

    @Test
    void shouldStopWhenWhatWasAcceptedIsLostAndPostItAgainWhenTold() throws Exception {
        harness.close();
        harness = new SettlementHarness(SettlementHarness.fastNode());
        harness.deposit(1_000, 1_000);
        harness.node().faults().mining(false);
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntil(
                "funding is pending",
                () -> harness.number("SELECT count(*) FROM settlement_transfers WHERE state = 'pending'") == 1);
        harness.node().close();
        harness.startNode();
        harness.runUntilMessage("lost what it had accepted");
        resume("CONTINUE");
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers")).isEqualTo(1);
    }

    @Test
    void shouldNotTakeTheOldChainForANewOne() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.execute("UPDATE settlement_control SET stopped_at = now(), stop_reason = 'a drill'");
        harness.runUntilMessage("a drill");
        resume("NEW_CHAIN");
        harness.runUntilMessage("NEW_CHAIN is not possible");
        harness.trade(1_000, 1_001, 1);
        resume("CONTINUE");
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldStopWhenSomebodyElseSpends() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.spendBehindTheBack(new KeyPath(KeyPath.Branch.CUSTODY, 0), harness.address(1), 10, 500);
        harness.runUntilMessage("is not in the records");
        assertThat(harness.health()).containsEntry("state", "STOPPED");
    }

    @Test
    void shouldReportAJammedNodeAndAddLittleToIt() throws Exception {
        harness.startAgent(SettlementHarness.fastContext().maxPending(4));
        harness.runUntilSettled();
        harness.node().faults().mining(false);
        final var transfer = harness.payFromOutside("DEC" + "0".repeat(40), 5);
        harness.client().post(transfer.unsignedBody()).join();
        harness.node().faults().mining(true);
        for (int i = 0; i < 10; i++) {
            harness.trade(1_000, 1_001, 1);
            harness.trade(1_001, 1_000, 2);
            harness.runUntil("a window", () -> harness.agent().doWork() > 0);
        }
        harness.runUntilMessage("pending for more than");
        assertThat(harness.health()).containsEntry("status", "DEGRADED");
        assertThat((Integer) harness.health().get("pendingTransfers")).isBetween(1, 4);
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers WHERE state = 'stuck'"
                        + " AND stuck_at IS NOT NULL"))
                .isPositive();
    }

    @Test
    void shouldCopeWithReadsThatFail() throws Exception {
        harness.startAgent(SettlementHarness.fastContext().requestTimeoutMs(100));
        harness.runUntilSettled();
        harness.trade(1_000, 1_001, 1);
        for (final Fault fault : new Fault[] {Fault.ANSWER_500, Fault.HANG}) {
            harness.node().faults().reads(fault);
            harness.runUntilMessage("settlement waits");
            harness.node().faults().reads(Fault.NONE);
            harness.runUntilMessage("settling");
        }
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldTellWhatIsMissingBeforeItStarts() {
        final Settlement settlement = new Settlement(SettlementHarness.fastContext());
        assertThat(String.valueOf(settlement.health().get("message"))).contains("set DECOIN_NODE_URL");
        settlement.start(harness.dataSource());
        assertThat(settlement.health()).containsEntry("status", "DOWN");
        settlement.close();
        assertThatThrownBy(() -> new Settlement(new SettlementContext())).hasMessageContaining("CUSTODY_SEED_FILE");
        assertThatThrownBy(() -> new Settlement(SettlementHarness.fastContext().blockCap(0)))
                .hasMessageContaining("block cap");
        harness.startAgent(SettlementHarness.fastContext().signer(null).seedFile(folder.resolve("none")));
        harness.runUntilMessage("none");
    }

    @Test
    void shouldRunOnItsOwnThread() throws Exception {
        final Settlement settlement = new Settlement(SettlementHarness.fastContext()
                .nodeUrl(URI.create(harness.node().url())));
        settlement.start(harness.dataSource());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Long.valueOf(0).equals(settlement.health().get("custodyDifference"))
                        && Long.valueOf(5).equals(settlement.health().get("journalSequence")));
        settlement.close();
    }

    private void resume(final String how) throws Exception {
        harness.execute("UPDATE settlement_control SET resume = '" + how + "'");
    }
}
