package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetAccountLimitsDecoder;

/** SetAccountLimits: an account's limits in one instrument, or wherever it has none of its own. */
final class SetAccountLimitsHandler implements CommandHandler {
    private final SetAccountLimitsDecoder decoder = new SetAccountLimitsDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final RiskRules rules;
    private final ProtectionEvents events;

    SetAccountLimitsHandler(final ExchangeState state, final ProtectionEvents events) {
        this.state = state;
        this.rules = new RiskRules(state);
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        if (command.account() < ReservedAccounts.FIRST_CUSTOMER) {
            return RejectReason.RESERVED_ACCOUNT;
        }
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null && decoder.instrumentId() != 0) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (decoder.maxOrderQuantity() < 0 || decoder.maxOrderNotional() < 0 || decoder.maxPosition() < 0) {
            return RejectReason.INVALID_LIMIT;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + SetAccountLimitsDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        final RiskLimits limits =
                RiskLimits.of(decoder.maxOrderQuantity(), decoder.maxOrderNotional(), decoder.maxPosition());
        rules.set(account, instrument, limits);
        events.limitsChanged(account, decoder.instrumentId(), limits, reasonText);
        return RejectReason.NONE;
    }
}
