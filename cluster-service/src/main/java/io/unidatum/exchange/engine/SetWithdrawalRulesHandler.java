package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesDecoder;

/** SetWithdrawalRules: on which terms an asset can be withdrawn. Open withdrawals keep their fee. */
final class SetWithdrawalRulesHandler implements CommandHandler {
    private final SetWithdrawalRulesDecoder decoder = new SetWithdrawalRulesDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final WithdrawalEvents events;

    SetWithdrawalRulesHandler(final ExchangeState state, final WithdrawalEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final Asset asset = state.assets.get(decoder.assetId());
        if (asset == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        final BooleanType enabled = decoder.enabled();
        if (enabled != BooleanType.TRUE && enabled != BooleanType.FALSE) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        if (decoder.fee() < 0 || decoder.minimum() < 0 || decoder.dailyLimit() < 0) {
            return RejectReason.INVALID_LIMIT;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + SetWithdrawalRulesDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        final WithdrawalRules rules = new WithdrawalRules(
                decoder.fee(), decoder.minimum(), decoder.dailyLimit(), enabled == BooleanType.TRUE);
        state.withdrawals.rules(asset, rules);
        events.rulesChanged(asset, rules, reasonText);
        return RejectReason.NONE;
    }
}
