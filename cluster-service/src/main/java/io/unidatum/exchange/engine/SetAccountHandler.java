package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetAccountDecoder;

/** SetAccount: status, fee tier and limits, all at once. */
final class SetAccountHandler implements CommandHandler {
    private final SetAccountDecoder decoder = new SetAccountDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final AccountEvents events;

    SetAccountHandler(final ExchangeState state, final AccountEvents events) {
        this.state = state;
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
        final AccountStatus status = decoder.status();
        if (status != AccountStatus.ACTIVE && status != AccountStatus.BLOCKED) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        if (!state.feeTiers.exists(decoder.feeTier())) {
            return RejectReason.UNKNOWN_FEE_TIER;
        }
        if (decoder.maxOpenOrders() > EngineLimits.MAX_OPEN_ORDERS_PER_ACCOUNT
                || decoder.maxOrdersPerSecond() > Integer.MAX_VALUE) {
            return RejectReason.INVALID_LIMIT;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + SetAccountDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        account.blocked = status == AccountStatus.BLOCKED;
        account.feeTier = decoder.feeTier();
        account.maxOpenOrders = decoder.maxOpenOrders();
        account.maxOrdersPerSecond = decoder.maxOrdersPerSecond();
        events.accountChanged(account, reasonText);
        return RejectReason.NONE;
    }
}
