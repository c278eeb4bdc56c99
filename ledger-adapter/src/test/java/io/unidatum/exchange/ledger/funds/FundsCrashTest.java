package io.unidatum.exchange.ledger.funds;

import static io.unidatum.exchange.ledger.funds.FundsHarness.DEC;
import static io.unidatum.exchange.ledger.funds.FundsHarness.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.devnet.DevnetFaults.Fault;
import io.unidatum.exchange.ledger.settlement.FaultSeam;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Death before and after each commit, post and command: every deposit is credited once, every withdrawal paid once. */
class FundsCrashTest {
    private static final long FEE = 100;

    private final List<String> recipients = new ArrayList<>();
    private FundsHarness harness;
    private Fault fault = Fault.NONE;
    private long booked;
    private long deposited;
    private long withdrawn;

    @BeforeEach
    void launch() throws Exception {
        harness = new FundsHarness();
        for (long account = FIRST; account < FIRST + 4; account++) {
            harness.exchange().book(account, 1_000 * DEC);
            booked += 1_000 * DEC;
        }
        harness.start();
        harness.runUntil("at rest", harness::isAtRest);
        harness.crash();
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @ParameterizedTest
    @EnumSource(FundsSeam.Step.class)
    void shouldDoEverythingOnceAfterACrashAround(final FundsSeam.Step step) throws Exception {
        for (int visit = 1; visit <= 3; visit++) {
            final int[] visits = {0, visit};
            harness.start(
                    FundsHarness.fastFunds().seam(reached -> {
                        if (reached == step && ++visits[0] == visits[1]) {
                            throw new SimulatedCrash(step.name());
                        }
                    }),
                    FundsHarness.fastSettlement());
            crashAtWork();
        }
        assertEverythingHappenedOnce();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultSeam.Step.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BEFORE_FLOW_COMMIT", "AFTER_FLOW_COMMIT"})
    void shouldDoEverythingOnceAfterACrashInSettlementAt(final FaultSeam.Step step) throws Exception {
        for (int visit = 1; visit <= 3; visit++) {
            harness.start(
                    FundsHarness.fastFunds(), FundsHarness.fastSettlement().faultSeam(crashAt(step, visit)));
            crashAtWork();
        }
        assertEverythingHappenedOnce();
    }

    @Test
    void shouldSurviveRandomCrashesAndFaults() throws Exception {
        final Random random = new Random(20_261_123L);
        final Fault[] faults = {Fault.NONE, Fault.NONE, Fault.LOSE_ANSWER, Fault.ANSWER_500, Fault.REFUSE, Fault.HANG};
        for (int round = 0; round < 25; round++) {
            final FaultSeam.Step step = FaultSeam.Step.values()[random.nextInt(FaultSeam.Step.values().length)];
            final FundsSeam.Step own = FundsSeam.Step.values()[random.nextInt(FundsSeam.Step.values().length)];
            final int[] visits = {0, 1 + random.nextInt(6)};
            harness.start(
                    FundsHarness.fastFunds().seam(reached -> {
                        if (reached == own && ++visits[0] == visits[1]) {
                            throw new SimulatedCrash(own.name());
                        }
                    }),
                    FundsHarness.fastSettlement()
                            .requestTimeoutMs(100)
                            .faultSeam(crashAt(step, 1 + random.nextInt(10))));
            fault = faults[random.nextInt(faults.length)];
            harness.exchange().lagging(random.nextInt(3) == 0);
            harness.exchange().away(random.nextInt(6) == 0);
            try {
                for (int i = 0; i < 8; i++) {
                    move(random);
                    harness.runFor(20);
                }
            } catch (final SimulatedCrash ex) {
                assertThat(ex.getMessage()).isIn(step.name(), own.name());
            }
            harness.crash();
            harness.exchange().lagging(false);
        }
        harness.exchange().away(false);
        fault = Fault.NONE;
        assertEverythingHappenedOnce();
    }

    private void crashAtWork() {
        final Random random = new Random(7);
        assertThatThrownBy(() -> {
                    final long deadlineNs = System.nanoTime() + 30_000_000_000L;
                    while (System.nanoTime() < deadlineNs) {
                        move(random);
                        harness.runFor(50);
                    }
                })
                .isInstanceOf(SimulatedCrash.class);
        harness.crash();
    }

    /** A deposit, a withdrawal, and money that changes its owner. */
    private void move(final Random random) throws SQLException {
        final long account = FIRST + random.nextInt(4);
        final long amount = 1_000 + random.nextInt(1_000_000);
        // What others post arrives.
        harness.node().faults().post(Fault.NONE);
        harness.pay(harness.depositAddress(account), amount);
        harness.node().faults().post(fault);
        deposited += amount;
        recipients.add(harness.outsider());
        harness.exchange()
                .requestWithdrawal(
                        FIRST + random.nextInt(4),
                        ScriptedExchange.DEC,
                        amount,
                        FEE,
                        recipients.get(recipients.size() - 1));
        withdrawn += amount;
        harness.exchange().book(FIRST, -amount);
        harness.exchange().book(FIRST + 1, amount);
    }

    private void assertEverythingHappenedOnce() throws Exception {
        harness.node().faults().post(Fault.NONE);
        harness.start();
        harness.runUntil(
                "all done",
                () -> harness.isAtRest()
                        && harness.number("SELECT count(*) FROM chain_deposits WHERE state = 'credited'")
                                == recipients.size()
                        && harness.number("SELECT count(*) FROM withdrawals WHERE state = 2") == recipients.size());
        harness.runUntil(
                "swept",
                () -> harness.isAtRest()
                        && harness.number("SELECT coalesce(sum(confirmed), 0) FROM settlement_wallets"
                                        + " WHERE kind = 'deposit' AND confirmed >= 1000")
                                == 0);
        assertThat(harness.exchange().deposits()).isEqualTo(recipients.size());
        assertThat(harness.exchange().ends()).isEqualTo(recipients.size());
        for (final String recipient : recipients) {
            assertThat(harness.received(recipient)).isEqualTo(1);
        }
        assertThat(harness.number("SELECT sum(available) FROM balances WHERE asset_id = 1"))
                .isEqualTo(booked + deposited - withdrawn);
        assertThat(harness.number("SELECT sum(amount) FROM settlement_transfers WHERE sender_wallet IS NULL"
                        + " AND state = 'confirmed'"))
                .as("nothing is made for what comes from outside")
                .isEqualTo(booked);
        harness.assertChainEqualsLedger();
    }

    private static FaultSeam crashAt(final FaultSeam.Step step, final int visit) {
        final int[] visits = {0};
        return reached -> {
            if (reached == step && ++visits[0] == visit) {
                throw new SimulatedCrash(step.name());
            }
        };
    }
}
