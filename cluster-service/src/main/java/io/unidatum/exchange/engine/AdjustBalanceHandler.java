package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.order.AdjustBalanceDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** AdjustBalance: an operator's correction, either sign. */
final class AdjustBalanceHandler implements CommandHandler {
    private final AdjustBalanceDecoder decoder = new AdjustBalanceDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final AccountEvents events;

    AdjustBalanceHandler(final ExchangeState state, final AccountEvents events) {
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
        if (amount == 0 || amount == Long.MIN_VALUE) {
            return RejectReason.INVALID_AMOUNT;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + AdjustBalanceDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        if (amount < 0 && account.available(asset) < -amount) {
            return RejectReason.INSUFFICIENT_BALANCE;
        }
        if (amount > 0 && Money.add(asset.supply, amount) == Money.OVERFLOW) {
            return RejectReason.BALANCE_OVERFLOW;
        }
        asset.supply += amount;
        account.addAvailable(asset, amount);
        events.balanceChanged(account, asset, BalanceChangeKind.ADJUSTMENT, amount, PrincipalKey.NONE, reasonText);
        return RejectReason.NONE;
    }
}
