package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.snapshot.OpenWithdrawalStateEncoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalCounterStateEncoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalDayStateEncoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalRulesStateEncoder;

/** Writes withdrawals and their rules, into snapshots of version 3 and later. */
final class WithdrawalSnapshotWriter {
    private final WithdrawalRulesStateEncoder rulesState = new WithdrawalRulesStateEncoder();
    private final WithdrawalCounterStateEncoder counterState = new WithdrawalCounterStateEncoder();
    private final OpenWithdrawalStateEncoder openState = new OpenWithdrawalStateEncoder();
    private final WithdrawalDayStateEncoder dayState = new WithdrawalDayStateEncoder();
    private final SnapshotOutput output;

    WithdrawalSnapshotWriter(final SnapshotOutput output) {
        this.output = output;
    }

    void withdrawals(final Withdrawals withdrawals, final long time) {
        withdrawals.rules().forEach(this::rules);
        counterState.wrapAndApplyHeader(output.buffer(), 0, output.header()).nextWithdrawalId(withdrawals.nextId);
        output.emit(WithdrawalCounterStateEncoder.BLOCK_LENGTH);
        withdrawals.sorted().forEach(this::open);
        withdrawals.days.amounts(time).forEach((key, amount) -> {
            dayState.wrapAndApplyHeader(output.buffer(), 0, output.header())
                    .account(key.account())
                    .assetId(key.assetId())
                    .day(WithdrawalDays.dayOf(time))
                    .amount(amount);
            output.emit(WithdrawalDayStateEncoder.BLOCK_LENGTH);
        });
    }

    private void rules(final int assetId, final WithdrawalRules rules) {
        rulesState
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .assetId(assetId)
                .fee(rules.fee())
                .minimum(rules.minimum())
                .dailyLimit(rules.dailyLimit())
                .enabled(rules.enabled() ? BooleanType.TRUE : BooleanType.FALSE);
        output.emit(WithdrawalRulesStateEncoder.BLOCK_LENGTH);
    }

    private void open(final Withdrawal withdrawal) {
        openState
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .withdrawalId(withdrawal.id())
                .account(withdrawal.account().id)
                .assetId(withdrawal.asset().id)
                .amount(withdrawal.amount())
                .fee(withdrawal.fee())
                .time(withdrawal.time());
        withdrawal
                .address()
                .write(output.buffer(), openState.offset() + OpenWithdrawalStateEncoder.addressEncodingOffset());
        output.emit(OpenWithdrawalStateEncoder.BLOCK_LENGTH);
    }
}
