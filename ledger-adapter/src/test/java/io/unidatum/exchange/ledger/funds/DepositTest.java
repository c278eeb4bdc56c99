package io.unidatum.exchange.ledger.funds;

import static io.unidatum.exchange.ledger.funds.FundsHarness.DEC;
import static io.unidatum.exchange.ledger.funds.FundsHarness.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a transfer on chain to a credited account and a swept address. */
class DepositTest {
    private FundsHarness harness;

    @BeforeEach
    void launch() throws Exception {
        harness = new FundsHarness();
        harness.exchange().book(FIRST, 100 * DEC);
        harness.exchange().book(FIRST + 1, 50 * DEC);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldCreditADepositOnceAndSweepItIntoTheCustodyWallet() throws Exception {
        harness.start();
        final String address = harness.depositAddress(FIRST);
        final String id = harness.pay(address, 10 * DEC);
        runUntilCredited(1);
        harness.runUntil("swept", () -> harness.isAtRest() && harness.balance(address) == 0);
        assertThat(harness.ledger(FIRST)).isEqualTo(110 * DEC);
        assertThat(harness.text("SELECT account_id || ' ' || amount || ' ' || (credited_sequence IS NOT NULL) FROM"
                        + " chain_deposits WHERE tx_id = '" + id + "'"))
                .isEqualTo(FIRST + " " + 10 * DEC + " true");
        assertThat(harness.exchange().deposits()).isEqualTo(1);
        harness.assertChainEqualsLedger();
        assertThat(minted()).as("nothing is made for what came from outside").isEqualTo(150 * DEC);
    }

    @Test
    void shouldCreditEachOfManyDepositsOfOneAddress() throws Exception {
        harness.start();
        final String address = harness.depositAddress(FIRST);
        for (int i = 1; i <= 20; i++) {
            harness.pay(address, i);
        }
        harness.pay(harness.depositAddress(FIRST + 2), 7 * DEC);
        runUntilCredited(21);
        harness.runUntil(
                "at rest",
                () -> harness.isAtRest()
                        && harness.number("SELECT confirmed FROM settlement_wallets WHERE wallet_id = -1003") == 0);
        assertThat(harness.ledger(FIRST)).isEqualTo(100 * DEC + 210);
        assertThat(harness.ledger(FIRST + 2)).isEqualTo(7 * DEC);
        assertThat(harness.balance(address)).as("below the minimum stays").isEqualTo(210);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldWaitForConfirmations() throws Exception {
        harness.start(FundsHarness.fastFunds().depositConfirmations(4), FundsHarness.fastSettlement());
        harness.runUntil("at rest", harness::isAtRest);
        harness.pay(harness.depositAddress(FIRST), DEC);
        for (int blocks = 1; blocks <= 3; blocks++) {
            final int confirmations = blocks;
            harness.runUntil(
                    blocks + " confirmations",
                    () -> harness.number("SELECT confirmations FROM chain_deposits_decimal") == confirmations);
            harness.runFor(200);
            assertThat(harness.exchange().deposits()).isZero();
            harness.pay(harness.outsider(), 1);
        }
        runUntilCredited(1);
    }

    @Test
    void shouldNotCreditTwiceWhenBlocksAreReadAgain() throws Exception {
        harness.start();
        harness.pay(harness.depositAddress(FIRST), 10 * DEC);
        runUntilCredited(1);
        harness.runUntil("at rest", harness::isAtRest);
        harness.crash();
        harness.execute("UPDATE chain_scan SET next_height = 0, last_hash = NULL");
        harness.start();
        harness.runUntil("read again", () -> harness.number("SELECT next_height FROM chain_scan") > 2);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.exchange().deposits()).isEqualTo(1);
        assertThat(harness.ledger(FIRST)).isEqualTo(110 * DEC);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldSetAsideWhatNobodyCanBeCreditedWith() throws Exception {
        harness.start();
        harness.depositAddress(FIRST);
        harness.execute("INSERT INTO deposit_addresses SELECT 7777, '" + harness.outsider() + "', -7777");
        harness.pay(harness.text("SELECT address FROM deposit_addresses WHERE account_id = 7777"), DEC);
        harness.runUntil("set aside", () -> "UNKNOWN_ACCOUNT"
                .equals(harness.text("SELECT reason FROM chain_deposits WHERE state = 'unclaimed'")));
        harness.runUntil("at rest", harness::isAtRest);
    }

    @Test
    void shouldCountADepositFromTheEventThatBooksIt() throws Exception {
        harness.start();
        final String address = harness.depositAddress(FIRST);
        harness.runUntil("at rest", harness::isAtRest);
        harness.exchange().lagging(true);
        harness.pay(address, 10 * DEC);
        harness.runUntil("credited by the cluster", () -> harness.exchange().deposits() == 1);
        harness.runFor(300);
        assertThat(harness.health())
                .containsEntry("custodyDifference", 0L)
                .containsEntry("unplannedDifference", 0L)
                .containsEntry("pendingTransfers", 0);
        assertThat(harness.balance(address)).isEqualTo(10 * DEC);
        final long transfers = harness.number("SELECT count(*) FROM settlement_transfers");
        harness.exchange().lagging(false);
        harness.runUntil("swept", () -> harness.isAtRest() && harness.balance(address) == 0);
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers"))
                .as("the sweep, and nothing to compensate")
                .isEqualTo(transfers + 1);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldSurviveAClusterThatIsAwayAndANodeThatIsDown() throws Exception {
        harness.start();
        final String address = harness.depositAddress(FIRST);
        harness.exchange().away(true);
        harness.pay(address, 10 * DEC);
        harness.runUntil(
                "trouble", () -> "DEGRADED".equals(harness.funds().health().get("status")));
        assertThat(String.valueOf(harness.funds().health().get("message"))).contains("the cluster does not answer");
        harness.node().faults().reads(Fault.ANSWER_500);
        harness.runUntil("waiting", () -> "WAITING".equals(harness.health().get("state")));
        harness.exchange().away(false);
        harness.node().faults().reads(Fault.NONE);
        runUntilCredited(1);
        harness.runUntil("swept", () -> harness.isAtRest() && harness.balance(address) == 0);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldStopAtAChainThatIsAnotherOne() throws Exception {
        harness.start();
        harness.pay(harness.depositAddress(FIRST), 10 * DEC);
        runUntilCredited(1);
        harness.runUntil("at rest", harness::isAtRest);
        harness.crash();
        harness.execute("UPDATE chain_scan SET last_hash = 'another'");
        harness.pay(harness.outsider(), 1);
        harness.start();
        harness.runUntil("stopped", () -> "STOPPED".equals(harness.health().get("state")));
        assertThat(harness.text("SELECT stop_reason FROM settlement_control")).contains("it is another chain");
    }

    @Test
    void shouldBeginAgainOnANewChainWithoutCreditingAgain() throws Exception {
        harness.start();
        final String address = harness.depositAddress(FIRST);
        harness.pay(address, 10 * DEC);
        runUntilCredited(1);
        harness.runUntil("swept", () -> harness.isAtRest() && harness.balance(address) == 0);
        harness.node().close();
        harness.startNode();
        harness.runUntil("stopped", () -> "STOPPED".equals(harness.health().get("state")));
        harness.execute("UPDATE settlement_control SET resume = 'NEW_CHAIN'");
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.ledger(FIRST)).isEqualTo(110 * DEC);
        harness.pay(address, 3 * DEC);
        runUntilCredited(2);
        harness.runUntil("swept", () -> harness.isAtRest() && harness.balance(address) == 0);
        assertThat(harness.ledger(FIRST)).isEqualTo(113 * DEC);
        harness.assertChainEqualsLedger();
    }

    private void runUntilCredited(final int count) {
        harness.runUntil(
                count + " credited",
                () -> harness.number("SELECT count(*) FROM chain_deposits WHERE state = 'credited'") == count);
    }

    private long minted() {
        return harness.number(
                "SELECT sum(amount) FROM settlement_transfers WHERE sender_wallet IS NULL AND state = 'confirmed'");
    }
}
