package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.WithdrawalEndedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedEncoder;

/** Writes what becomes of withdrawals. */
final class WithdrawalEventWriter {
    private static final long HOUSE = 2;

    private final ModelState state;
    private final EventWriter writer;

    WithdrawalEventWriter(final ModelState state, final EventWriter writer) {
        this.state = state;
        this.writer = writer;
    }

    void rules(final int asset, final ModelWithdrawalRules rules, final String reason) {
        final WithdrawalRulesChangedEncoder e = writer.next(new WithdrawalRulesChangedEncoder());
        writer.origin(e.origin());
        e.assetId(asset)
                .fee(rules.fee())
                .minimum(rules.minimum())
                .dailyLimit(rules.dailyLimit())
                .enabled(rules.enabled() ? BooleanType.TRUE : BooleanType.FALSE)
                .reason(reason);
        writer.addVersion2(e);
    }

    void requested(final ModelWithdrawal w) {
        final WithdrawalRequestedEncoder e = writer.next(new WithdrawalRequestedEncoder());
        writer.origin(e.origin());
        e.account(w.account.id)
                .accountSequence(++w.account.sequence)
                .withdrawalId(w.id)
                .assetId(w.asset)
                .amount(w.amount)
                .fee(w.fee)
                .available(state.available(w.account, w.asset).longValueExact())
                .held(state.held(w.account, w.asset).longValueExact())
                .address(w.address);
        writer.addVersion2(e);
    }

    void ended(
            final ModelWithdrawal w,
            final WithdrawalState end,
            final long networkFee,
            final PrincipalKey transactionId,
            final String reason) {
        final ModelAccount house = state.accounts.get(HOUSE);
        final WithdrawalEndedEncoder e = writer.next(new WithdrawalEndedEncoder());
        writer.origin(e.origin());
        e.account(w.account.id)
                .accountSequence(++w.account.sequence)
                .withdrawalId(w.id)
                .assetId(w.asset)
                .state(end)
                .amount(w.amount)
                .fee(w.fee)
                .networkFee(networkFee)
                .available(state.available(w.account, w.asset).longValueExact())
                .held(state.held(w.account, w.asset).longValueExact())
                .houseAvailable(state.available(house, w.asset).longValueExact())
                .houseHeld(state.held(house, w.asset).longValueExact())
                .reason(reason);
        e.transactionId()
                .w0(transactionId.w0())
                .w1(transactionId.w1())
                .w2(transactionId.w2())
                .w3(transactionId.w3());
        writer.addVersion2(e);
    }
}
