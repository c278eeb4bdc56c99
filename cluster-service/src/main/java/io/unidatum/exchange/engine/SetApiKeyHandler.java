package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetApiKeyDecoder;

/** SetApiKey. */
final class SetApiKeyHandler implements CommandHandler {
    private final SetApiKeyDecoder decoder = new SetApiKeyDecoder();
    private final ExchangeState state;
    private final AccountEvents events;

    SetApiKeyHandler(final ExchangeState state, final AccountEvents events) {
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
        if (decoder.apiKeyId() <= 0 || decoder.generation() == SetApiKeyDecoder.generationNullValue()) {
            return RejectReason.MALFORMED;
        }
        final int permissions = decoder.permissions().getRaw();
        final BooleanType enabled = decoder.enabled();
        if ((permissions & ~Permissions.KNOWN) != 0 || enabled != BooleanType.TRUE && enabled != BooleanType.FALSE) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        if ((permissions & Permissions.WITHDRAW) != 0 && !state.knowsVersion3()) {
            return RejectReason.UNSUPPORTED;
        }
        final ApiKeys.ApiKey before = state.apiKeys.get(decoder.apiKeyId());
        if (before != null && before.account() != account.id) {
            return RejectReason.ALREADY_EXISTS;
        }
        if (before == null && state.apiKeys.isFull()) {
            return RejectReason.OVERLOADED;
        }
        final ApiKeys.ApiKey key = new ApiKeys.ApiKey(
                decoder.apiKeyId(), account.id, decoder.generation(), permissions, enabled == BooleanType.TRUE);
        state.apiKeys.set(key);
        events.apiKeyChanged(account, key);
        return RejectReason.NONE;
    }
}
