package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.Hash256Decoder;
import io.unidatum.exchange.sbe.order.DepositDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** Deposit: credited once for each chain transaction, for ever. */
final class DepositHandler implements CommandHandler {
    private final DepositDecoder decoder = new DepositDecoder();
    private final ExchangeState state;
    private final AccountEvents events;

    DepositHandler(final ExchangeState state, final AccountEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final Asset asset = state.assets.get(decoder.assetId());
        if (asset == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        final long amount = decoder.amount();
        if (amount <= 0) {
            return RejectReason.INVALID_AMOUNT;
        }
        final Hash256Decoder id = decoder.depositId();
        if ((id.w0() | id.w1() | id.w2() | id.w3()) == 0) {
            return RejectReason.MALFORMED;
        }
        if (state.deposits.contains(id.w0(), id.w1(), id.w2(), id.w3())) {
            return RejectReason.DUPLICATE_DEPOSIT;
        }
        if (state.deposits.isFull()) {
            return RejectReason.OVERLOADED;
        }
        if (Money.add(asset.supply, amount) == Money.OVERFLOW) {
            return RejectReason.BALANCE_OVERFLOW;
        }
        state.deposits.add(id.w0(), id.w1(), id.w2(), id.w3());
        asset.supply += amount;
        account.addAvailable(asset, amount);
        events.balanceChanged(account, asset, BalanceChangeKind.DEPOSIT, amount, Keys.read(id), FixedText.EMPTY);
        return RejectReason.NONE;
    }
}
