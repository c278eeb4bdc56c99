package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.order.CreateAccountDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** CreateAccount. */
final class CreateAccountHandler implements CommandHandler {
    private final CreateAccountDecoder decoder = new CreateAccountDecoder();
    private final ExchangeState state;
    private final AccountEvents events;

    CreateAccountHandler(final ExchangeState state, final AccountEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        if (command.account() < ReservedAccounts.FIRST_CUSTOMER) {
            return RejectReason.RESERVED_ACCOUNT;
        }
        if (state.accounts.get(command.account()) != null) {
            return RejectReason.ALREADY_EXISTS;
        }
        if (!state.feeTiers.exists(decoder.feeTier())) {
            return RejectReason.UNKNOWN_FEE_TIER;
        }
        if (state.accounts.isFull()) {
            return RejectReason.OVERLOADED;
        }
        final Account account = state.accounts.create(command.account());
        account.feeTier = decoder.feeTier();
        events.accountChanged(account, FixedText.EMPTY);
        return RejectReason.NONE;
    }
}
