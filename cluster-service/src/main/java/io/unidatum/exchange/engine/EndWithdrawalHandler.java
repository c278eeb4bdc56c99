package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.EndWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/**
 * EndWithdrawal: it has been paid, and leaves the exchange with what the chain took of its fee; or it never will be,
 * and what it held is available again. Blocked accounts' withdrawals end like all others.
 */
final class EndWithdrawalHandler implements CommandHandler {
    private final EndWithdrawalDecoder decoder = new EndWithdrawalDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final WithdrawalEvents events;

    EndWithdrawalHandler(final ExchangeState state, final WithdrawalEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final Withdrawal withdrawal = state.withdrawals.get(decoder.withdrawalId());
        if (withdrawal == null || withdrawal.account().id != command.account()) {
            return RejectReason.UNKNOWN_WITHDRAWAL;
        }
        final WithdrawalState end = decoder.state();
        if (end != WithdrawalState.COMPLETED && end != WithdrawalState.FAILED) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final long networkFee = decoder.networkFee();
        if (networkFee < 0 || networkFee > (end == WithdrawalState.COMPLETED ? withdrawal.fee() : 0)) {
            return RejectReason.INVALID_AMOUNT;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + EndWithdrawalDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        state.withdrawals.remove(withdrawal);
        final Account house = state.accounts.get(ReservedAccounts.HOUSE);
        if (end == WithdrawalState.COMPLETED) {
            complete(withdrawal, networkFee, house);
            events.ended(withdrawal, end, networkFee, house, Keys.read(decoder.transactionId()), FixedText.EMPTY);
        } else {
            fail(withdrawal, command.now());
            events.ended(withdrawal, end, 0, house, PrincipalKey.NONE, reasonText);
        }
        return RejectReason.NONE;
    }

    /** The house's balance cannot overflow: what it gets has been in the exchange all along. */
    private static void complete(final Withdrawal withdrawal, final long networkFee, final Account house) {
        final Asset asset = withdrawal.asset();
        withdrawal.account().takeHeld(asset, withdrawal.hold());
        house.addAvailable(asset, withdrawal.fee() - networkFee);
        asset.supply -= withdrawal.amount() + networkFee;
    }

    private void fail(final Withdrawal withdrawal, final long now) {
        final Account account = withdrawal.account();
        final Asset asset = withdrawal.asset();
        account.hold(asset, -withdrawal.hold());
        if (WithdrawalDays.dayOf(withdrawal.time()) == WithdrawalDays.dayOf(now)) {
            final WithdrawalDays days = state.withdrawals.days;
            days.set(account.id, asset.id, days.amount(account, asset, now) - withdrawal.amount(), now);
        }
    }
}
