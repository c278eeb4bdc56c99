package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.MassCancelDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** MassCancel: accepted whatever the status of the account or the instrument, and if there is nothing to cancel. */
final class MassCancelHandler implements CommandHandler {
    private final MassCancelDecoder decoder = new MassCancelDecoder();
    private final ExchangeState state;
    private final MassCancellation cancellation;

    MassCancelHandler(final ExchangeState state, final MassCancellation cancellation) {
        this.state = state;
        this.cancellation = cancellation;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final boolean isOperator = command.role() == Role.OPERATOR;
        final boolean isEverybody = isOperator && command.account() == 0;
        final Account account = state.accounts.get(command.account());
        if (account == null && !isEverybody) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null && decoder.instrumentId() != 0) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final OrderSides sides = OrderSides.of(decoder.side());
        if (sides == null) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final CancelReason reason = isOperator ? CancelReason.OPERATOR : CancelReason.MASS_CANCEL;
        if (isEverybody) {
            cancellation.cancelEverybodys(instrument, sides, reason);
        } else {
            cancellation.cancel(account, instrument, sides, reason);
        }
        return RejectReason.NONE;
    }
}
