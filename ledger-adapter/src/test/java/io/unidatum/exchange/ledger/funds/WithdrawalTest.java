package io.unidatum.exchange.ledger.funds;

import static io.unidatum.exchange.ledger.funds.FundsHarness.DEC;
import static io.unidatum.exchange.ledger.funds.FundsHarness.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.settlement.CustodyMode;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a request that the books hold to a payment on chain and the withdrawal's end. */
class WithdrawalTest {
    private static final long FEE = 1_000;

    private FundsHarness harness;
    private ScriptedExchange exchange;

    @BeforeEach
    void launch() throws Exception {
        harness = new FundsHarness();
        exchange = harness.exchange();
        exchange.book(FIRST, 100 * DEC);
        exchange.book(FIRST + 1, 50 * DEC);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldPayOnceAndCompleteTheWithdrawal() throws Exception {
        harness.start();
        final String address = harness.outsider();
        final long id = exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        runUntilEnded(1);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.balance(address)).isEqualTo(10 * DEC);
        assertThat(harness.received(address)).isEqualTo(1);
        assertThat(harness.ledger(FIRST)).isEqualTo(90 * DEC - FEE);
        assertThat(harness.ledger(ScriptedExchange.HOUSE)).isEqualTo(FEE);
        assertThat(harness.text("SELECT w.state || ' ' || (encode(w.transaction_id, 'hex') = t.tx_id) || ' ' || p.state"
                        + " FROM withdrawals w JOIN withdrawal_payouts p USING (withdrawal_id)"
                        + " JOIN settlement_transfers t USING (transfer_id) WHERE w.withdrawal_id = " + id))
                .isEqualTo("2 true ended");
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldBurnTheNetworkFeeAndCreditTheRestToTheHouse() throws Exception {
        harness.start(FundsHarness.fastFunds().networkFee(300), FundsHarness.fastSettlement());
        final String address = harness.outsider();
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        runUntilEnded(1);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.balance(address)).isEqualTo(10 * DEC);
        assertThat(harness.ledger(ScriptedExchange.HOUSE)).isEqualTo(FEE - 300);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldPayManyOfManyAccounts() throws Exception {
        harness.start();
        final List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            addresses.add(harness.outsider());
            exchange.requestWithdrawal(FIRST + i % 2, ScriptedExchange.DEC, DEC + i, FEE, addresses.get(i));
        }
        runUntilEnded(30);
        harness.runUntil("at rest", harness::isAtRest);
        for (int i = 0; i < 30; i++) {
            assertThat(harness.balance(addresses.get(i))).isEqualTo(DEC + i);
        }
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldCountAPayoutFromTheEventThatEndsTheWithdrawal() throws Exception {
        harness.start();
        harness.runUntil("at rest", harness::isAtRest);
        final String address = harness.outsider();
        final long transfers = harness.number("SELECT count(*) FROM settlement_transfers");
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        exchange.lagging(true);
        harness.runUntil("ended in the cluster", () -> exchange.ends() == 1);
        harness.runFor(300);
        assertThat(harness.health())
                .containsEntry("custodyDifference", 0L)
                .containsEntry("unplannedDifference", 0L)
                .containsEntry("pendingTransfers", 0);
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers"))
                .as("the payout, and nothing to compensate")
                .isEqualTo(transfers + 1);
        harness.crash();
        harness.start();
        harness.runUntil(
                "running",
                () -> "RUNNING".equals(harness.health().get("state"))
                        && Long.valueOf(0).equals(harness.health().get("custodyDifference")));
        harness.runFor(300);
        assertThat(harness.health()).containsEntry("unplannedDifference", 0L);
        exchange.lagging(false);
        runUntilEnded(1);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.received(address)).isEqualTo(1);
        harness.assertChainEqualsLedger();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "DEC",
                "DECbob",
                "DEC4DC74D361FF245706CA27106E0E28E8EF3DA2DBD",
                "DEC4dc74d361ff245706ca27106e0e28e8ef3da2db",
                "dec4dc74d361ff245706ca27106e0e28e8ef3da2dbd"
            })
    void shouldReleaseWhatCanNeverBePaid(final String address) throws Exception {
        harness.start();
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        runUntilEnded(1);
        assertThat(harness.ledger(FIRST)).isEqualTo(100 * DEC);
        assertThat(harness.number("SELECT available FROM balances WHERE account_id = " + FIRST))
                .isEqualTo(100 * DEC);
        assertThat(harness.text("SELECT state || reason FROM withdrawals")).startsWith("3not a DeCoin address");
        assertThat(harness.number("SELECT count(*) FROM withdrawal_payouts")).isZero();
    }

    @Test
    void shouldNotPayIntoItsOwnWallets() throws Exception {
        harness.start();
        harness.runUntil("at rest", harness::isAtRest);
        for (final String wallet : List.of("0", "1", "1000")) {
            exchange.requestWithdrawal(
                    FIRST,
                    ScriptedExchange.DEC,
                    DEC,
                    FEE,
                    harness.text("SELECT address FROM settlement_wallets WHERE wallet_id = " + wallet));
        }
        runUntilEnded(3);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.number("SELECT count(*) FROM withdrawals WHERE state = 3"))
                .isEqualTo(3);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldPayToADepositAddressOfTheExchangeAndCreditItsAccount() throws Exception {
        harness.start();
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, harness.depositAddress(FIRST + 1));
        runUntilEnded(1);
        harness.runUntil("credited", () -> harness.ledger(FIRST + 1) == 60 * DEC && harness.isAtRest());
        assertThat(harness.ledger(FIRST)).isEqualTo(90 * DEC - FEE);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldLeaveOtherAssetsToTheOperator() throws Exception {
        harness.start();
        final long id = exchange.requestWithdrawal(FIRST, ScriptedExchange.USD, 500, 1, "IBAN123");
        harness.runUntil("at rest", harness::isAtRest);
        harness.runFor(300);
        assertThat(exchange.ends()).isZero();
        exchange.end(FIRST, id, WithdrawalState.COMPLETED, 0, new byte[32], "");
        runUntilEnded(1);
    }

    @Test
    void shouldWaitForCoverAndSweepHoweverLittleForIt() throws Exception {
        harness.start(FundsHarness.fastFunds().sweepMinimum(DEC), FundsHarness.fastSettlement());
        harness.runUntil("at rest", harness::isAtRest);
        final String deposit = harness.depositAddress(FIRST + 2);
        for (int i = 0; i < 3; i++) {
            harness.pay(harness.depositAddress(FIRST + 3), 10_000 + i);
        }
        harness.pay(deposit, 20_000);
        harness.runUntil("credited", () -> harness.ledger(FIRST + 2) == 20_000 && harness.isAtRest());
        assertThat(harness.balance(deposit)).isEqualTo(20_000);
        final long everything = 150 * DEC + 20_000;
        exchange.book(FIRST + 2, -20_000);
        exchange.book(FIRST, -100 * DEC);
        exchange.book(FIRST + 1, everything - 50 * DEC);
        final String address = harness.outsider();
        exchange.requestWithdrawal(FIRST + 1, ScriptedExchange.DEC, everything, 0, address);
        runUntilEnded(1);
        assertThat(harness.balance(address)).isEqualTo(everything);
        harness.runUntil("at rest", harness::isAtRest);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldPayFromTheAccountsOwnWalletInSegregatedCustody() throws Exception {
        harness.start(FundsHarness.fastFunds(), FundsHarness.fastSettlement().custodyMode(CustodyMode.SEGREGATED));
        final String deposit = harness.depositAddress(FIRST + 2);
        harness.pay(deposit, 30 * DEC);
        harness.runUntil(
                "swept",
                () -> harness.isAtRest() && harness.ledger(FIRST + 2) == 30 * DEC && harness.balance(deposit) == 0);
        final String address = harness.outsider();
        exchange.requestWithdrawal(FIRST + 2, ScriptedExchange.DEC, 20 * DEC, FEE, address);
        final String of100 = harness.outsider();
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 99 * DEC, FEE, of100);
        runUntilEnded(2);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.balance(address)).isEqualTo(20 * DEC);
        assertThat(harness.text("SELECT string_agg(s.kind || ' ' || s.kind_index, ', ' ORDER BY withdrawal_id) FROM"
                        + " settlement_transfers t JOIN settlement_wallets s ON s.wallet_id = t.sender_wallet"
                        + " WHERE t.kind = 'payout'"))
                .isEqualTo("custody 1003, custody 1001");
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldSayWhenABlockCannotCarryAWithdrawal() throws Exception {
        harness.start(FundsHarness.fastFunds(), FundsHarness.fastSettlement().blockCap(1_000));
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 2_000, FEE, harness.outsider());
        harness.runUntil(
                "trouble",
                () -> String.valueOf(harness.funds().health().get("message")).contains("raise the block's cap"));
        assertThat(harness.number("SELECT count(*) FROM withdrawal_payouts")).isZero();
    }

    @Test
    void shouldPayWithANewTransferWhatTheNodeRefuses() throws Exception {
        harness.start();
        harness.runUntil("at rest", harness::isAtRest);
        final String address = harness.outsider();
        harness.node().faults().post(Fault.REFUSE);
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        harness.runUntil(
                "two failed",
                () -> harness.number("SELECT count(*) FROM settlement_transfers WHERE"
                                + " kind = 'payout' AND state = 'failed'")
                        >= 2);
        harness.node().faults().post(Fault.NONE);
        runUntilEnded(1);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.received(address)).isEqualTo(1);
        assertThat(harness.number("SELECT attempts FROM withdrawal_payouts")).isGreaterThanOrEqualTo(3);
        harness.assertChainEqualsLedger();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOSE_ANSWER", "ANSWER_500", "HANG"})
    void shouldPayOnceWhateverANodeAnswers(final String fault) throws Exception {
        harness.start(FundsHarness.fastFunds(), FundsHarness.fastSettlement().requestTimeoutMs(100));
        harness.runUntil("at rest", harness::isAtRest);
        final String address = harness.outsider();
        harness.node().faults().post(Fault.valueOf(fault));
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        harness.runUntil("a payout", () -> harness.number("SELECT count(*) FROM withdrawal_payouts") == 1);
        harness.runFor(500);
        harness.node().faults().post(Fault.NONE);
        runUntilEnded(1);
        harness.runUntil("at rest", harness::isAtRest);
        assertThat(harness.received(address)).isEqualTo(1);
        harness.assertChainEqualsLedger();
    }

    @Test
    void shouldGoOnWhenTheNodeWasAwayInBetween() throws Exception {
        harness.start();
        harness.runUntil("at rest", harness::isAtRest);
        final String address = harness.outsider();
        harness.node().faults().reads(Fault.ANSWER_500).post(Fault.ANSWER_500);
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        harness.runUntil("waiting", () -> "WAITING".equals(harness.health().get("state")));
        harness.node().faults().reads(Fault.NONE).post(Fault.NONE);
        runUntilEnded(1);
        assertThat(harness.received(address)).isEqualTo(1);
    }

    @Test
    void shouldStopRatherThanPayAgainWhatTheRecordsForgot() throws Exception {
        harness.start();
        harness.runUntil("at rest", harness::isAtRest);
        final String address = harness.outsider();
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        exchange.away(true);
        harness.runUntil(
                "paid",
                () -> harness.balance(address) == 10 * DEC
                        && harness.number("SELECT count(*) FROM settlement_transfers WHERE kind = 'payout'"
                                        + " AND state = 'confirmed'")
                                == 1);
        harness.crash();
        // As if PostgreSQL had been restored from a backup that is older than the payout.
        harness.execute("DELETE FROM withdrawal_payouts");
        harness.execute("UPDATE settlement_wallets w SET next_nonce = next_nonce - 1, confirmed = confirmed + amount"
                + " FROM settlement_transfers t WHERE t.kind = 'payout' AND t.sender_wallet = w.wallet_id");
        harness.execute("DELETE FROM settlement_transfers WHERE kind = 'payout'");
        exchange.away(false);
        harness.start();
        harness.runUntil("stopped", () -> "STOPPED".equals(harness.health().get("state")));
        assertThat(harness.received(address)).isEqualTo(1);
        assertThat(exchange.ends()).isZero();
    }

    @Test
    void shouldCheckAnAddressBeforeItIsPaidThoughTheWalletIsNotAtRest() throws Exception {
        harness.start();
        harness.runUntil("at rest", harness::isAtRest);
        final String address = harness.outsider();
        assertThat(DecoinAddress.isValid(address)).isTrue();
        harness.crash();
        // A wallet's transfer that no record knows: the audit cannot see it while another one is pending.
        harness.spendBehindTheBack(0, address, 7);
        harness.start(FundsHarness.fastFunds(), FundsHarness.fastSettlement().auditMs(60_000));
        exchange.requestWithdrawal(FIRST, ScriptedExchange.DEC, 10 * DEC, FEE, address);
        harness.runUntil("stopped", () -> "STOPPED".equals(harness.health().get("state")));
        assertThat(harness.number("SELECT count(*) FROM withdrawal_payouts")).isZero();
    }

    private void runUntilEnded(final int count) {
        harness.runUntil(
                count + " ended", () -> harness.number("SELECT count(*) FROM withdrawals WHERE state <> 1") == count);
    }
}
