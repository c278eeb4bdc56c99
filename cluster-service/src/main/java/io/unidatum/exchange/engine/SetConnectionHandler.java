package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetConnectionDecoder;

/** SetConnection: opens, resumes, loses or closes a logical connection. */
final class SetConnectionHandler implements CommandHandler {
    private final SetConnectionDecoder decoder = new SetConnectionDecoder();
    private final ExchangeState state;
    private final ConnectionWatch watch;

    SetConnectionHandler(final ExchangeState state, final ConnectionWatch watch) {
        this.state = state;
        this.watch = watch;
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
        final ConnectionState newState = decoder.state();
        if (newState == ConnectionState.SBE_UNKNOWN || newState == ConnectionState.NULL_VAL) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        if (command.connectionId() == 0) {
            return RejectReason.MALFORMED;
        }
        final Connection connection = state.connections.get(account, command.connectionId());
        return newState == ConnectionState.OPEN
                ? open(account, connection, command)
                : end(connection, newState, command.now());
    }

    private RejectReason open(final Account account, final Connection connection, final Command command) {
        final long gracePeriodNs = decoder.gracePeriodNs();
        if (gracePeriodNs < 0 || gracePeriodNs > EngineLimits.MAX_GRACE_PERIOD_NS) {
            return RejectReason.INVALID_DURATION;
        }
        if (connection == null && state.connections.isFull(account)) {
            return RejectReason.TOO_MANY_CONNECTIONS;
        }
        watch.open(account, command.connectionId(), decoder.sessionId(), gracePeriodNs, command.clusterSessionId());
        return RejectReason.NONE;
    }

    private RejectReason end(final Connection connection, final ConnectionState newState, final long now) {
        if (connection == null || connection.sessionId != decoder.sessionId()) {
            return RejectReason.UNKNOWN_CONNECTION;
        }
        if (newState == ConnectionState.LOST) {
            watch.lose(connection, now);
        } else {
            watch.close(connection);
        }
        return RejectReason.NONE;
    }
}
