package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.order.KillSwitchDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** KillSwitch: blocks an account and cancels all that it has open. */
final class KillSwitchHandler implements CommandHandler {
    private final KillSwitchDecoder decoder = new KillSwitchDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final AccountEvents events;
    private final MassCancellation cancellation;

    KillSwitchHandler(final ExchangeState state, final AccountEvents events, final MassCancellation cancellation) {
        this.state = state;
        this.events = events;
        this.cancellation = cancellation;
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
        reasonText.read(decoder.buffer(), decoder.offset() + KillSwitchDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        account.blocked = true;
        events.accountChanged(account, reasonText);
        cancellation.cancel(account, CancelReason.KILL_SWITCH);
        return RejectReason.NONE;
    }
}
