package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.event.WithdrawalEndedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRequestedEncoder;
import io.unidatum.exchange.sbe.event.WithdrawalRulesChangedEncoder;

/** Writes what becomes of withdrawals, and their rules. */
final class WithdrawalEvents {
    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WithdrawalRulesChangedEncoder rulesChanged = new WithdrawalRulesChangedEncoder();
    private final WithdrawalRequestedEncoder requested = new WithdrawalRequestedEncoder();
    private final WithdrawalEndedEncoder ended = new WithdrawalEndedEncoder();

    WithdrawalEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    void rulesChanged(final Asset asset, final WithdrawalRules rules, final FixedText reason) {
        rulesChanged
                .wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(WithdrawalRulesChangedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_2),
                        header)
                .assetId(asset.id)
                .fee(rules.fee())
                .minimum(rules.minimum())
                .dailyLimit(rules.dailyLimit())
                .enabled(rules.enabled() ? BooleanType.TRUE : BooleanType.FALSE);
        origin.write(rulesChanged.origin());
        reason.write(
                rulesChanged.buffer(), rulesChanged.offset() + WithdrawalRulesChangedEncoder.reasonEncodingOffset());
    }

    void requested(final Withdrawal withdrawal) {
        final Account account = withdrawal.account();
        requested
                .wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(WithdrawalRequestedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_2),
                        header)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .withdrawalId(withdrawal.id())
                .assetId(withdrawal.asset().id)
                .amount(withdrawal.amount())
                .fee(withdrawal.fee())
                .available(account.available(withdrawal.asset()))
                .held(account.held(withdrawal.asset()));
        origin.write(requested.origin());
        withdrawal
                .address()
                .write(requested.buffer(), requested.offset() + WithdrawalRequestedEncoder.addressEncodingOffset());
    }

    /** The transaction's id is of zeros for one that failed, the reason for one that is paid. */
    void ended(
            final Withdrawal withdrawal,
            final WithdrawalState state,
            final long networkFee,
            final Account house,
            final PrincipalKey transactionId,
            final FixedText reason) {
        final Account account = withdrawal.account();
        final Asset asset = withdrawal.asset();
        ended.wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(WithdrawalEndedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_2),
                        header)
                .account(account.id)
                .accountSequence(account.nextSequence())
                .withdrawalId(withdrawal.id())
                .assetId(asset.id)
                .state(state)
                .amount(withdrawal.amount())
                .fee(withdrawal.fee())
                .networkFee(networkFee)
                .available(account.available(asset))
                .held(account.held(asset))
                .houseAvailable(house.available(asset))
                .houseHeld(house.held(asset));
        ended.transactionId()
                .w0(transactionId.w0())
                .w1(transactionId.w1())
                .w2(transactionId.w2())
                .w3(transactionId.w3());
        origin.write(ended.origin());
        reason.write(ended.buffer(), ended.offset() + WithdrawalEndedEncoder.reasonEncodingOffset());
    }
}
