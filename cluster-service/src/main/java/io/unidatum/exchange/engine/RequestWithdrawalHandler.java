package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.RequestWithdrawalDecoder;

/** RequestWithdrawal: holds the amount and the fee until EndWithdrawal says what has become of it. */
final class RequestWithdrawalHandler implements CommandHandler {
    private final RequestWithdrawalDecoder decoder = new RequestWithdrawalDecoder();
    private final ExchangeState state;
    private final WithdrawalEvents events;

    RequestWithdrawalHandler(final ExchangeState state, final WithdrawalEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final long amount = decoder.amount();
        if (amount <= 0 || decoder.maxFee() < 0) {
            return RejectReason.INVALID_AMOUNT;
        }
        final int addressOffset = decoder.offset() + RequestWithdrawalDecoder.addressEncodingOffset();
        if (!Ascii.isAddress(decoder.buffer(), addressOffset, RequestWithdrawalDecoder.addressLength())) {
            return RejectReason.INVALID_ADDRESS;
        }
        if (command.account() < ReservedAccounts.FIRST_CUSTOMER) {
            return RejectReason.RESERVED_ACCOUNT;
        }
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final Asset asset = state.assets.get(decoder.assetId());
        if (asset == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (state.retention.isOrderEntrySuspended()) {
            return RejectReason.ORDER_ENTRY_SUSPENDED;
        }
        if (account.blocked) {
            return RejectReason.ACCOUNT_BLOCKED;
        }
        final WithdrawalRules rules = state.withdrawals.rules(asset);
        final RejectReason reason = check(account, asset, amount, rules, command.now());
        if (reason != RejectReason.NONE) {
            return reason;
        }
        final Withdrawal withdrawal = new Withdrawal(
                state.withdrawals.nextId++,
                account,
                asset,
                amount,
                rules.fee(),
                command.now(),
                new FixedText().read(decoder.buffer(), addressOffset));
        state.withdrawals.add(withdrawal);
        final WithdrawalDays days = state.withdrawals.days;
        days.set(account.id, asset.id, days.amount(account, asset, command.now()) + amount, command.now());
        account.hold(asset, withdrawal.hold());
        outcome.orderId = withdrawal.id();
        events.requested(withdrawal);
        return RejectReason.NONE;
    }

    private RejectReason check(
            final Account account, final Asset asset, final long amount, final WithdrawalRules rules, final long now) {
        if (!rules.enabled()) {
            return RejectReason.WITHDRAWALS_DISABLED;
        }
        if (amount < rules.minimum()) {
            return RejectReason.WITHDRAWAL_TOO_SMALL;
        }
        if (rules.fee() > decoder.maxFee()) {
            return RejectReason.WITHDRAWAL_FEE_TOO_HIGH;
        }
        final long ofDay = Money.add(state.withdrawals.days.amount(account, asset, now), amount);
        if (ofDay == Money.OVERFLOW || rules.dailyLimit() != 0 && ofDay > rules.dailyLimit()) {
            return RejectReason.WITHDRAWAL_LIMIT;
        }
        if (account.openWithdrawals >= EngineLimits.MAX_OPEN_WITHDRAWALS_PER_ACCOUNT) {
            return RejectReason.TOO_MANY_WITHDRAWALS;
        }
        if (state.withdrawals.isFull()) {
            return RejectReason.OVERLOADED;
        }
        final long hold = Money.add(amount, rules.fee());
        return hold == Money.OVERFLOW || account.available(asset) < hold
                ? RejectReason.INSUFFICIENT_BALANCE
                : RejectReason.NONE;
    }
}
