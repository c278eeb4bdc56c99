package io.unidatum.exchange.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.BalanceChangedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalEndedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FundEventsTest {
    private static final int DEC = 1;
    private static final String ADDRESS = "DEC4dc74d361ff245706ca27106e0e28e8ef3da2dbd";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final List<Object> told = new ArrayList<>();
    private final ExchangeView view = new ExchangeView();

    @BeforeEach
    void listen() {
        view.listener(new ExchangeViewListener() {
            @Override
            public void onDeposit(final DepositView deposit) {
                told.add(deposit);
            }

            @Override
            public void onWithdrawal(final WithdrawalView withdrawal) {
                told.add(withdrawal);
            }
        });
    }

    @Test
    void shouldTellOfADeposit() {
        final BalanceChangedEncoder event = new BalanceChangedEncoder().wrap(buffer, 0);
        event.account(1001).accountSequence(1).assetId(DEC).kind(BalanceChangeKind.DEPOSIT);
        event.amount(500).available(500).held(0).reason("");
        event.depositId().w0(1).w1(0).w2(0).w3(0);
        apply(7, BalanceChangedEncoder.TEMPLATE_ID, BalanceChangedEncoder.BLOCK_LENGTH);

        assertThat(view.account(1001).balance(DEC).available()).isEqualTo(500);
        assertThat(told).containsExactly(new DepositView(1001, DEC, 500, "01" + "0".repeat(62), 70, 7));
    }

    @Test
    void shouldHoldAWithdrawalUntilItIsPaidAndCreditTheHouseWithTheRest() {
        request(8);
        final WithdrawalView held = view.account(1001).withdrawal(3);

        assertThat(held).isEqualTo(told.get(0));
        assertThat(held.state()).isEqualTo(WithdrawalState.HELD);
        assertThat(held.address()).isEqualTo(ADDRESS);
        assertThat(held.requestedTime()).isEqualTo(80);
        assertThat(view.account(1001).openWithdrawals()).containsExactly(held);
        assertThat(view.account(1001).balance(DEC).held()).isEqualTo(110);

        end(9, WithdrawalState.COMPLETED);

        final WithdrawalView paid = view.account(1001).withdrawal(3);
        assertThat(paid).isEqualTo(told.get(1));
        assertThat(paid.state()).isEqualTo(WithdrawalState.COMPLETED);
        assertThat(paid.address()).isEqualTo(ADDRESS);
        assertThat(paid.transactionId()).isEqualTo("02" + "0".repeat(62));
        assertThat(paid.endedTime()).isEqualTo(90);
        assertThat(view.account(1001).openWithdrawals()).isEmpty();
        assertThat(view.account(1001).balance(DEC).held()).isZero();
        assertThat(view.account(2).balance(DEC).available()).isEqualTo(6);
    }

    @Test
    void shouldReleaseAWithdrawalThatFailed() {
        request(8);
        end(9, WithdrawalState.FAILED);

        final WithdrawalView failed = view.account(1001).withdrawal(3);
        assertThat(failed.state()).isEqualTo(WithdrawalState.FAILED);
        assertThat(failed.reason()).isEqualTo("no such address");
        assertThat(failed.transactionId()).isEmpty();
        assertThat(view.account(2)).as("the house gets nothing").isNull();
    }

    @Test
    void shouldKnowTheRulesOfAnAsset() {
        assertThat(view.withdrawalRules(DEC)).isNull();
        final WithdrawalRulesChangedEncoder event = new WithdrawalRulesChangedEncoder().wrap(buffer, 0);
        event.assetId(DEC)
                .fee(10)
                .minimum(100)
                .dailyLimit(0)
                .enabled(BooleanType.TRUE)
                .reason("");
        apply(5, WithdrawalRulesChangedEncoder.TEMPLATE_ID, WithdrawalRulesChangedEncoder.BLOCK_LENGTH);

        assertThat(view.withdrawalRules(DEC)).isEqualTo(new WithdrawalRulesView(DEC, 10, 100, 0, true));
    }

    private void request(final long sequence) {
        final WithdrawalRequestedEncoder event = new WithdrawalRequestedEncoder().wrap(buffer, 0);
        event.account(1001).accountSequence(2).withdrawalId(3).assetId(DEC);
        event.amount(100).fee(10).available(390).held(110).address(ADDRESS);
        apply(sequence, WithdrawalRequestedEncoder.TEMPLATE_ID, WithdrawalRequestedEncoder.BLOCK_LENGTH);
    }

    private void end(final long sequence, final WithdrawalState state) {
        final boolean completed = state == WithdrawalState.COMPLETED;
        final WithdrawalEndedEncoder event = new WithdrawalEndedEncoder().wrap(buffer, 0);
        event.account(1001).accountSequence(3).withdrawalId(3).assetId(DEC).state(state);
        event.amount(100).fee(10).networkFee(completed ? 4 : 0);
        event.available(completed ? 390 : 500).held(0);
        event.houseAvailable(completed ? 6 : 0).houseHeld(0);
        event.transactionId().w0(completed ? 2 : 0).w1(0).w2(0).w3(0);
        event.reason(completed ? "" : "no such address");
        apply(sequence, WithdrawalEndedEncoder.TEMPLATE_ID, WithdrawalEndedEncoder.BLOCK_LENGTH);
    }

    private void apply(final long sequence, final int templateId, final int blockLength) {
        view.onEvent(
                sequence, sequence * 10, templateId, buffer, 0, blockLength, WithdrawalEndedEncoder.SCHEMA_VERSION);
    }
}
