package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC;
import static io.unidatum.exchange.engine.Exchange.DEC;
import static io.unidatum.exchange.engine.Exchange.GATEWAY;
import static io.unidatum.exchange.engine.Exchange.OPERATOR;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderStatus;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.EndWithdrawalEncoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.List;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithdrawalTest {
    private static final String ADDRESS = "DEC00112233445566778899aabbccddeeff00112233";
    private static final long DAY = 86_400 * Exchange.SECOND;

    private final Exchange exchange = Exchange.openedWithEverything();

    @BeforeEach
    void fund() {
        exchange.fund(1001, "100", "1000");
        exchange.fund(1002, "100", "1000");
        rules("0.1", "1", "50", true);
        exchange.journal.take();
    }

    /** The example of docs/withdrawals.md. */
    @Test
    void shouldHoldPayAndGiveWhatIsLeftOfTheFeeToTheHouse() {
        rules("0.1", "1", "50", true);
        final Answer answer = request(1001, "20");
        accept(answer);
        assertThat(answer.orderId()).isEqualTo(1);
        assertThat(answer.status()).isEqualTo(OrderStatus.NULL_VAL);
        accept(end(1001, 1, WithdrawalState.COMPLETED, "0.04", 77));

        assertThat(EventTexts.take(exchange))
                .containsExactly(
                        "Other[text=rules of asset 1: fee 0.1, minimum 1, a day 50, enabled TRUE (why)]",
                        "Other[text=withdrawal 1 of 1001: 20 and fee 0.1 of asset 1 to " + ADDRESS
                                + ", available 79.9, held 20.1]",
                        "Other[text=withdrawal 1 of 1001 COMPLETED: 20 and fee 0.1 of asset 1, network fee 0.04, "
                                + "transaction 77, available 79.9, held 0, house 0.06 and 0 held ()]");
        assertThat(exchange.machine.state().assets.get(DEC).supply).isEqualTo(d("179.96"));
        assertThat(end(1001, 1, WithdrawalState.COMPLETED, "0.04", 77).reason())
                .isEqualTo(RejectReason.UNKNOWN_WITHDRAWAL);
    }

    /** The example of docs/withdrawals.md. */
    @Test
    void shouldReleaseWhatFailedAndTakeItOutOfTheDay() {
        accept(request(1001, "50"));
        assertThat(request(1001, "1").reason()).isEqualTo(RejectReason.WITHDRAWAL_LIMIT);
        exchange.journal.take();
        accept(end(1001, 1, WithdrawalState.FAILED, "0", 0));
        assertThat(EventTexts.take(exchange))
                .containsExactly("Other[text=withdrawal 1 of 1001 FAILED: 50 and fee 0.1 of asset 1, network fee 0, "
                        + "transaction 0, available 100, held 0, house 0 and 0 held (why)]");
        accept(request(1001, "50"));
        assertThat(exchange.machine.state().assets.get(DEC).supply).isEqualTo(d("200"));
    }

    @Test
    void shouldCountADayByTheClustersClockInUtc() {
        accept(request(1001, "30"));
        exchange.pass(DAY - exchange.now % DAY - 2_000);
        assertThat(request(1001, "21").reason()).isEqualTo(RejectReason.WITHDRAWAL_LIMIT);
        exchange.pass(2_000);
        accept(request(1001, "45"));
        // Yesterday's that fails today gives nothing back of today's sum.
        accept(end(1001, 1, WithdrawalState.FAILED, "0", 0));
        assertThat(request(1001, "6").reason()).isEqualTo(RejectReason.WITHDRAWAL_LIMIT);
        accept(request(1001, "5"));
        // Each account and each asset has its own sum.
        accept(request(1002, "50"));
    }

    @Test
    void shouldKeepTheFeeThatWasAgreedOn() {
        accept(request(1001, "20"));
        rules("5", "1", "0", true);
        accept(end(1001, 1, WithdrawalState.COMPLETED, "0.1", 1));
        assertThat(exchange.machine.state().accounts.get(1001).available(asset()))
                .isEqualTo(d("79.9"));
        assertThat(exchange.machine.state().accounts.get(2).available(asset())).isZero();
    }

    @Test
    void shouldRejectInTheOrderOfTheRules() {
        // Each has the fault of all behind it, too, as far as that can be.
        reject(RejectReason.INVALID_AMOUNT, 2, c -> c.requestWithdrawal(9, 0, 0, ""));
        reject(RejectReason.INVALID_AMOUNT, 2, c -> c.requestWithdrawal(9, 1, -1, ""));
        reject(RejectReason.INVALID_ADDRESS, 2, c -> c.requestWithdrawal(9, 1, 0, ""));
        reject(RejectReason.INVALID_ADDRESS, 2, c -> c.requestWithdrawal(9, 1, 0, "a b"));
        reject(RejectReason.INVALID_ADDRESS, 2, c -> c.requestWithdrawal(9, 1, 0, "DEC-1"));
        reject(RejectReason.RESERVED_ACCOUNT, 2, c -> c.requestWithdrawal(9, 1, 0, "a"));
        reject(RejectReason.UNKNOWN_ACCOUNT, 1003, c -> c.requestWithdrawal(9, 1, 0, "a"));
        reject(RejectReason.UNKNOWN_ASSET, 1001, c -> c.requestWithdrawal(9, 1, 0, "a"));
        accept(exchange.trade(1002, c -> c.killSwitch("stop")));
        reject(RejectReason.ACCOUNT_BLOCKED, 1002, c -> c.requestWithdrawal(BTC, 1, 0, "a"));
        reject(RejectReason.WITHDRAWALS_DISABLED, 1001, c -> c.requestWithdrawal(BTC, 1, 0, "a"));
        reject(RejectReason.WITHDRAWAL_TOO_SMALL, 1001, c -> c.requestWithdrawal(DEC, d("0.99999999"), 0, "a"));
        reject(RejectReason.WITHDRAWAL_FEE_TOO_HIGH, 1001, c -> c.requestWithdrawal(DEC, d("51"), d("0.09"), "a"));
        reject(RejectReason.WITHDRAWAL_LIMIT, 1001, c -> c.requestWithdrawal(DEC, d("51"), d("0.1"), "a"));
        rules("0.1", "0", "0", true);
        reject(RejectReason.INSUFFICIENT_BALANCE, 1001, c -> c.requestWithdrawal(DEC, d("99.90000001"), d("1"), "a"));
        reject(RejectReason.INSUFFICIENT_BALANCE, 1001, c -> c.requestWithdrawal(DEC, Long.MAX_VALUE, d("1"), "a"));
        accept(exchange.trade(1001, c -> c.requestWithdrawal(DEC, d("99.9"), d("0.1"), "a")));
        rules("0", "0", "0", false);
        reject(RejectReason.WITHDRAWALS_DISABLED, 1001, c -> c.requestWithdrawal(DEC, 1, 0, "a"));
    }

    @Test
    void shouldRejectRulesThatMakeNoSense() {
        operate(RejectReason.UNKNOWN_ASSET, c -> c.setWithdrawalRules(9, -1, 0, 0, true, "why"));
        operate(RejectReason.INVALID_LIMIT, c -> c.setWithdrawalRules(DEC, -1, 0, 0, true, "\u0001"));
        operate(RejectReason.INVALID_LIMIT, c -> c.setWithdrawalRules(DEC, 0, -1, 0, true, "why"));
        operate(RejectReason.INVALID_LIMIT, c -> c.setWithdrawalRules(DEC, 0, 0, -1, true, "why"));
        operate(RejectReason.INVALID_NAME, c -> c.setWithdrawalRules(DEC, 0, 0, 0, true, "\u0001"));
    }

    @Test
    void shouldEndOnlyWhatIsOpenAsItCanEnd() {
        accept(request(1001, "20"));
        assertThat(end(1001, 2, WithdrawalState.FAILED, "0", 0).reason()).isEqualTo(RejectReason.UNKNOWN_WITHDRAWAL);
        assertThat(end(1002, 1, WithdrawalState.FAILED, "0", 0).reason()).isEqualTo(RejectReason.UNKNOWN_WITHDRAWAL);
        assertThat(end(1001, 1, WithdrawalState.HELD, "9", 0).reason()).isEqualTo(RejectReason.UNKNOWN_ENUM_VALUE);
        assertThat(end(1001, 1, WithdrawalState.NULL_VAL, "9", 0).reason()).isEqualTo(RejectReason.UNKNOWN_ENUM_VALUE);
        assertThat(end(1001, 1, WithdrawalState.COMPLETED, "0.10000001", 1).reason())
                .isEqualTo(RejectReason.INVALID_AMOUNT);
        assertThat(end(1001, 1, WithdrawalState.FAILED, "0.00000001", 0).reason())
                .isEqualTo(RejectReason.INVALID_AMOUNT);
        accept(exchange.operate(1001, c -> c.endWithdrawal(1, WithdrawalState.COMPLETED, 0, 5, "")));
    }

    @Test
    void shouldEndABlockedAccountsWithdrawalsWhichAKillSwitchLeaves() {
        accept(request(1001, "20"));
        accept(request(1001, "10"));
        accept(exchange.trade(1001, c -> c.killSwitch("stop")));
        assertThat(exchange.machine.state().accounts.get(1001).held(asset())).isEqualTo(d("30.2"));
        accept(exchange.operate(1002, c -> c.setAccount(AccountStatus.BLOCKED, 0, 0, 0, "")));
        accept(end(1001, 1, WithdrawalState.COMPLETED, "0", 1));
        accept(end(1001, 2, WithdrawalState.FAILED, "0", 0));
        assertThat(exchange.machine.state().accounts.get(1001).available(asset()))
                .isEqualTo(d("79.9"));
    }

    @Test
    void shouldShareTheBalanceWithOrders() {
        exchange.limit(1001, Side.SELL, "60", "10");
        assertThat(request(1001, "40").reason()).isEqualTo(RejectReason.INSUFFICIENT_BALANCE);
        accept(request(1001, "39"));
        assertThat(exchange.limit(1001, Side.SELL, "1", "10").reason()).isEqualTo(RejectReason.INSUFFICIENT_BALANCE);
        accept(exchange.limit(1001, Side.SELL, "0.9", "10"));
        assertThat(exchange.machine.state().accounts.get(1001).held(asset())).isEqualTo(d("100"));
        Invariants.check(exchange.machine.state(), "shared");
    }

    @Test
    void shouldHaveAtMostSixteenOpenAnAccount() {
        for (int i = 0; i < 16; i++) {
            accept(request(1001, "1"));
        }
        assertThat(request(1001, "1").reason()).isEqualTo(RejectReason.TOO_MANY_WITHDRAWALS);
        accept(request(1002, "1"));
        accept(end(1001, 3, WithdrawalState.FAILED, "0", 0));
        accept(request(1001, "1"));
    }

    @Test
    void shouldHaveAtMost65536OpenInAll() {
        final int accounts = 65_536 / 16;
        for (long account = 2000; account <= 2000 + accounts; account++) {
            accept(exchange.operate(account, c -> c.createAccount(0)));
            exchange.deposit(account, DEC, "100");
            for (int i = 0; i < 16 && account < 2000 + accounts; i++) {
                accept(request(account, "1"));
            }
        }
        final int remembered = exchange.machine.rememberedRequestCount();
        assertThat(request(2000 + accounts, "1").reason()).isEqualTo(RejectReason.OVERLOADED);
        assertThat(exchange.machine.rememberedRequestCount()).isEqualTo(remembered);
        accept(end(2000, 1, WithdrawalState.FAILED, "0", 0));
        accept(request(2000 + accounts, "1"));

        final EngineUnderTest restored = new EngineUnderTest();
        restored.restore(exchange.snapshot());
        assertThat(restored.machine.stateHash()).isEqualTo(exchange.machine.stateHash());
    }

    @Test
    void shouldGiveTheSameWithdrawalForTheSameRequest() {
        final Answer first = request(1001, "20");
        final Answer again =
                exchange.send(GATEWAY, exchange.log.get(exchange.log.size() - 1).message());
        assertThat(again.replayed()).isTrue();
        assertThat(again.orderId()).isEqualTo(first.orderId());
        assertThat(exchange.machine.state().accounts.get(1001).openWithdrawals).isEqualTo(1);
    }

    @Test
    void shouldNotBeInABatch() {
        assertThat(exchange.trade(1001, c -> c.batch(c.requestWithdrawal(DEC, d("20"), d("1"), ADDRESS)))
                        .reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @Test
    void shouldLeaveNoTraceBeforeEncodingVersion3() {
        final Exchange older = Exchange.opened();
        older.fund(1001, "100", "1000");
        accept(older.operate(c -> c.setEncodingVersion(2)));
        final long hash = older.machine.stateHash();
        final Function<Commands, byte[]> request = c -> c.requestWithdrawal(DEC, d("20"), d("1"), ADDRESS);
        final Function<Commands, byte[]> rules = c -> c.setWithdrawalRules(DEC, 0, 0, 0, true, "");
        final Function<Commands, byte[]> end = c -> c.endWithdrawal(1, WithdrawalState.FAILED, 0, 0, "");
        final long time = older.now;
        for (final Function<Commands, byte[]> command : List.of(request, rules, end)) {
            older.now = time - 1000;
            assertThat(older.trade(1001, command).reason()).isEqualTo(RejectReason.UNSUPPORTED);
            older.now = time - 1000;
            assertThat(older.operate(1001, command).reason()).isEqualTo(RejectReason.UNSUPPORTED);
        }
        assertThat(older.machine.stateHash()).isEqualTo(hash);
    }

    @Test
    void shouldStandInSnapshots() {
        accept(request(1001, "20"));
        accept(request(1002, "30"));
        accept(end(1001, 1, WithdrawalState.COMPLETED, "0.05", 1));
        final EngineUnderTest restored = new EngineUnderTest();
        restored.restore(exchange.snapshot());
        assertThat(restored.machine.isSnapshotComplete()).isTrue();
        assertThat(restored.machine.stateHash()).isEqualTo(exchange.machine.stateHash());
        Invariants.check(restored.machine.state(), "restored");

        // What has been asked for today counts on, and so do ids.
        final int cut = exchange.log.size();
        assertThat(request(1001, "31").reason()).isEqualTo(RejectReason.WITHDRAWAL_LIMIT);
        accept(request(1001, "30"));
        accept(end(1002, 2, WithdrawalState.FAILED, "0", 0));
        for (final Exchange.Logged each : exchange.log.subList(cut, exchange.log.size())) {
            restored.apply(new StepWriter.Input(each.time(), each.key(), -1, each.message(), false));
        }
        assertThat(restored.machine.stateHash()).isEqualTo(exchange.machine.stateHash());
        assertThat(restored.machine.chainHash()).isEqualTo(exchange.machine.chainHash());
    }

    @Test
    void shouldTakeTheEndFromAdapterAndOperatorAlone() {
        accept(request(1001, "20"));
        final byte[] end = exchange.commands.endWithdrawal(1, WithdrawalState.FAILED, 0, 0, "");
        new EndWithdrawalEncoder()
                .wrap(new UnsafeBuffer(end), MessageHeaderEncoder.ENCODED_LENGTH)
                .header()
                .requestIdLow(1L << 50)
                .account(1001)
                .validUntil(exchange.now + Exchange.SECOND);
        assertThat(exchange.send(GATEWAY, end).reason()).isEqualTo(RejectReason.NOT_AUTHORISED);
        accept(exchange.send(OPERATOR, end));
    }

    private Asset asset() {
        return exchange.machine.state().assets.get(DEC);
    }

    private void rules(final String fee, final String minimum, final String dailyLimit, final boolean enabled) {
        accept(exchange.operate(c -> c.setWithdrawalRules(DEC, d(fee), d(minimum), d(dailyLimit), enabled, "why")));
    }

    private Answer request(final long account, final String amount) {
        return exchange.trade(account, c -> c.requestWithdrawal(DEC, d(amount), d("0.1"), ADDRESS));
    }

    private Answer end(
            final long account,
            final long id,
            final WithdrawalState state,
            final String networkFee,
            final long transaction) {
        return exchange.adapt(account, c -> c.endWithdrawal(id, state, d(networkFee), transaction, "why"));
    }

    private void reject(final RejectReason reason, final long account, final Function<Commands, byte[]> command) {
        final Business before = Business.of(exchange.machine);
        assertThat(exchange.trade(account, command).reason()).isEqualTo(reason);
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }

    private void operate(final RejectReason reason, final Function<Commands, byte[]> command) {
        final Business before = Business.of(exchange.machine);
        assertThat(exchange.operate(command).reason()).isEqualTo(reason);
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
    }
}
