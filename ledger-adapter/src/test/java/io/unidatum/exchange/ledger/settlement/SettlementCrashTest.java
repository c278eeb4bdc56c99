package io.unidatum.exchange.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Death at every step: the records tell how to go on, nothing is paid twice and the node is never jammed. */
class SettlementCrashTest {
    private static final int ACCOUNTS = 16;

    private static final long MOST_PAID = 30;

    private SettlementHarness harness;
    private long paid;
    private long outside;

    @BeforeEach
    void launch() throws Exception {
        harness = new SettlementHarness(SettlementHarness.fastNode());
        for (int account = 1_000; account < 1_000 + ACCOUNTS; account++) {
            harness.deposit(account, 1_000);
        }
        harness.deposit(3, 10_000);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    /** Steps of deposits, sweeps and payouts have tests of their own. */
    static Stream<Arguments> steps() {
        final EnumSet<FaultSeam.Step> others =
                EnumSet.of(FaultSeam.Step.BEFORE_FUNDS_COMMIT, FaultSeam.Step.AFTER_FUNDS_COMMIT);
        return EnumSet.complementOf(others).stream()
                .flatMap(step -> Stream.of(CustodyMode.values()).map(mode -> Arguments.of(step, mode)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void shouldPayNothingTwiceAfterACrash(final FaultSeam.Step step, final CustodyMode mode) throws Exception {
        for (int visit = 1; visit <= 3; visit++) {
            harness.startAgent(SettlementHarness.fastContext().custodyMode(mode).faultSeam(crashAt(step, visit)));
            assertThatThrownBy(this::tradeUntilItCrashes).isInstanceOf(SimulatedCrash.class);
            harness.crashAgent();
            harness.trade(1_000 + visit, 1_008 - visit, 10 * visit);
            harness.trade(1_000, 1_001 + visit, 7);
        }
        harness.startAgent(SettlementHarness.fastContext().custodyMode(mode));
        harness.runUntilSettled();
        assertSettledExactlyOnce();
    }

    @Test
    void shouldFindOutByIdWhatALostAnswerMeant() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        final long before = harness.number("SELECT count(*) FROM settlement_transfers");
        harness.node().faults().post(Fault.LOSE_ANSWER);
        harness.trade(1_000, 1_001, 5);
        harness.runUntilSettled();
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers")).isEqualTo(before + 1);
        assertSettledExactlyOnce();
    }

    @Test
    void shouldPostAgainOnlyWhatTheNodeDoesNotKnow() throws Exception {
        harness.startAgent(SettlementHarness.fastContext().requestTimeoutMs(100));
        harness.runUntilSettled();
        harness.node().faults().post(Fault.HANG);
        harness.trade(1_000, 1_001, 5);
        harness.runUntilMessage("did not answer a post");
        harness.node().faults().post(Fault.ANSWER_500);
        harness.runUntilMessage("HTTP 500");
        harness.node().faults().post(Fault.NONE);
        harness.runUntilSettled();
        assertSettledExactlyOnce();
    }

    @Test
    void shouldMakeGoodInALaterWindowWhatTheNodeRefuses() throws Exception {
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        harness.node().faults().post(Fault.REFUSE);
        harness.trade(1_000, 1_001, 5);
        harness.runUntilMessage("the node refuses transfers (HTTP 400");
        harness.node().faults().post(Fault.NONE);
        harness.runUntilSettled();
        assertThat(harness.number("SELECT count(*) FROM settlement_transfers WHERE state = 'failed'"
                        + " AND failed_at IS NOT NULL AND detail LIKE 'HTTP 400%'"))
                .isPositive();
        assertThat(harness.number("SELECT count(*) FROM settlement_batches WHERE state = 'failed'"))
                .isPositive();
        assertSettledExactlyOnce();
    }

    @Test
    void shouldSurviveRandomCrashesAndFaultsUnderTrading() throws Exception {
        final long seed = 20_261_122L;
        final Random random = new Random(seed);
        final Fault[] faults = {Fault.NONE, Fault.LOSE_ANSWER, Fault.ANSWER_500, Fault.REFUSE, Fault.HANG};
        for (int round = 0; round < 25; round++) {
            final FaultSeam.Step step = FaultSeam.Step.values()[random.nextInt(FaultSeam.Step.values().length)];
            harness.startAgent(SettlementHarness.fastContext()
                    .requestTimeoutMs(100)
                    .faultSeam(crashAt(step, 1 + random.nextInt(5))));
            harness.node().faults().post(faults[random.nextInt(faults.length)]);
            try {
                for (int i = 0; i < 60; i++) {
                    harness.trade(1_000 + random.nextInt(ACCOUNTS), 1_000 + random.nextInt(ACCOUNTS), 1 + i);
                    for (int work = 0; work < 10; work++) {
                        harness.agent().doWork();
                    }
                }
            } catch (final SimulatedCrash ex) {
                assertThat(ex).hasMessage(step.name());
            }
            harness.crashAgent();
        }
        harness.node().faults().post(Fault.NONE);
        harness.startAgent(SettlementHarness.fastContext());
        harness.runUntilSettled();
        assertSettledExactlyOnce();
    }

    private void tradeUntilItCrashes() throws Exception {
        final Random random = new Random(1);
        final long deadlineNs = System.nanoTime() + 30_000_000_000L;
        for (int i = 0; System.nanoTime() < deadlineNs; i++) {
            harness.trade(1_000 + random.nextInt(ACCOUNTS), 1_000 + random.nextInt(ACCOUNTS), 1);
            if (i % 20 == 10) {
                payFromOutside();
            }
            for (int step = 0; step < 20; step++) {
                harness.agent().doWork();
            }
        }
    }

    /** Somebody pays into a wallet: the surplus is the clearing wallets'. */
    private void payFromOutside() {
        final String address = harness.address(Custody.FIRST_CLEARING);
        // One at a time: those that are found together are written together, and are one step.
        if (address != null && paid < MOST_PAID && isFound(paid)) {
            harness.payFromOutside(address, ++paid);
            outside += paid;
        }
    }

    private boolean isFound(final long payments) {
        return harness.number("SELECT count(*) FROM settlement_external_flows") == payments;
    }

    /** With development funding, what exists on chain was minted once. */
    private void assertSettledExactlyOnce() {
        harness.runUntil(
                "what others paid is found",
                () -> harness.number("SELECT coalesce(sum(amount), 0) FROM settlement_external_flows") == outside
                        && harness.isSettled());
        harness.assertChainEqualsLedger();
        final long all = harness.number("SELECT sum(confirmed) FROM settlement_wallets");
        assertThat(all).isBetween(ACCOUNTS * 1_000 + 10_000L, ACCOUNTS * 1_000 + 10_000 + outside);
        assertThat(harness.number("SELECT coalesce(sum(amount), 0) FROM settlement_transfers"
                                + " WHERE sender_wallet IS NULL AND state = 'confirmed'")
                        + outside)
                .isEqualTo(all);
        long onChain = 0;
        for (final String address : harness.column("SELECT address FROM settlement_wallets")) {
            onChain += harness.client().balance(address).join();
        }
        assertThat(onChain).isEqualTo(all);
        assertThat(harness.number("SELECT count(*) FROM settlement_batches WHERE state IN ('prepared', 'pending')"))
                .isZero();
    }

    private static FaultSeam crashAt(final FaultSeam.Step step, final int visit) {
        final int[] visits = {0};
        return reached -> {
            if (reached == step && ++visits[0] == visit) {
                throw new SimulatedCrash(step);
            }
        };
    }
}
