package io.unidatum.exchange.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which the node misbehaves, by its switches: the ledger goes on, the operator is told, all heals. */
class SettlementFaultTest {
    private static final int ACCOUNTS = 10;
    private static final long EACH = 1_000;

    private final Random random = new Random(11);
    private SettlementHarness harness;
    private CustodyMode mode = CustodyMode.POOLED;

    @BeforeEach
    void launch() throws Exception {
        harness = new SettlementHarness(SettlementHarness.fastNode());
        for (int account = 1_000; account < 1_000 + ACCOUNTS; account++) {
            harness.deposit(account, EACH);
        }
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GONE, POOLED, did not answer a post",
        "HANG, POOLED, did not answer a post",
        "ANSWER_500, POOLED, did not answer a post",
        "ANSWER_500, SEGREGATED, did not answer a post",
        "REFUSE, POOLED, the node refuses transfers",
        "REFUSE, SEGREGATED, the node refuses transfers"
    })
    void shouldHealAfterPostsThatFail(final Fault fault, final CustodyMode custody, final String told)
            throws Exception {
        start(custody);
        harness.node().faults().post(fault);
        trade(10);
        harness.runUntilMessage(told);
        assertThat(harness.health().get("status")).isIn("DEGRADED", "DOWN");
        trade(10);
        harness.node().faults().clear();
        assertHealed();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"GONE", "HANG", "ANSWER_500"})
    void shouldHealAfterReadsThatFail(final Fault fault) throws Exception {
        start(CustodyMode.POOLED);
        harness.node().faults().reads(fault);
        trade(10);
        harness.runUntilMessage("settlement waits, trading goes on");
        assertThat(harness.health()).containsEntry("status", "DOWN").containsEntry("state", "WAITING");
        trade(10);
        harness.node().faults().clear();
        assertHealed();
    }

    @ParameterizedTest
    @EnumSource(CustodyMode.class)
    void shouldSettleInLongerWindowsOnASlowNode(final CustodyMode custody) throws Exception {
        start(custody);
        harness.node().faults().transfersPerSecond(20);
        final long before = harness.number("SELECT count(*) FROM settlement_batches");
        int windows = 0;
        for (int i = 0; i < 100; i++) {
            trade(1);
            for (int step = 0; step < 20; step++) {
                windows += harness.agent().doWork() > 0 ? 1 : 0;
            }
        }
        assertThat(windows).isPositive();
        harness.runUntilSettled();
        // Each window waits for the node's answer to the last of the one before.
        final long batches = harness.number("SELECT count(*) FROM settlement_batches") - before;
        assertThat(batches).isBetween(1L, 60L);
        assertHealed();
    }

    @ParameterizedTest
    @EnumSource(CustodyMode.class)
    void shouldStopOnARestartFromGenesisAndBeginAgainWhenTold(final CustodyMode custody) throws Exception {
        start(custody);
        trade(5);
        harness.runUntilSettled();
        harness.node().faults().restartFromGenesis();
        trade(5);
        harness.runUntilMessage("settlement has stopped");
        assertThat(harness.health()).containsEntry("status", "DOWN").containsEntry("state", "STOPPED");
        trade(5);
        assertThat(harness.client().height().join()).isZero();
        harness.execute("UPDATE settlement_control SET resume = 'NEW_CHAIN'");
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldTellOfAJamThatOnlyANewChainMends() throws Exception {
        start(CustodyMode.POOLED);
        harness.node().faults().jam();
        trade(5);
        harness.runUntilMessage("look whether the node still makes blocks");
        assertThat(harness.health()).containsEntry("status", "DEGRADED").containsEntry("state", "RUNNING");
        trade(5);
        harness.node().faults().clear();
        harness.runUntilMessage("look whether the node still makes blocks");
        harness.node().faults().restartFromGenesis();
        harness.runUntilMessage("settlement has stopped");
        harness.execute("UPDATE settlement_control SET resume = 'NEW_CHAIN'");
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
    }

    private void start(final CustodyMode custody) {
        mode = custody;
        harness.startAgent(SettlementHarness.fastContext().custodyMode(mode).requestTimeoutMs(200));
        harness.runUntilSettled();
    }

    private void trade(final int trades) throws Exception {
        for (int i = 0; i < trades; i++) {
            harness.trade(1_000 + random.nextInt(ACCOUNTS), 1_000 + random.nextInt(ACCOUNTS), 1 + random.nextInt(20));
        }
    }

    private void assertHealed() {
        harness.runUntilSettled();
        harness.assertChainEqualsLedger();
        assertThat(harness.number("SELECT sum(confirmed) FROM settlement_wallets"))
                .isEqualTo(ACCOUNTS * EACH);
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers WHERE sender_wallet IS NULL"
                        + " AND state = 'confirmed'"))
                .isPositive();
        assertThat(harness.health()).containsEntry("custodyDifference", 0L);
    }
}
