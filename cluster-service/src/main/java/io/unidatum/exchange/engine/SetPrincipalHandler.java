package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetPrincipalDecoder;

/** SetPrincipal: which public key may do what. */
final class SetPrincipalHandler implements CommandHandler {
    private final SetPrincipalDecoder decoder = new SetPrincipalDecoder();
    private final ExchangeState state;
    private final AdminEvents events;

    SetPrincipalHandler(final ExchangeState state, final AdminEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final PrincipalKey key = Keys.read(decoder.publicKey());
        if (key.equals(PrincipalKey.NONE)) {
            return RejectReason.MALFORMED;
        }
        final Role role = decoder.role();
        final BooleanType enabled = decoder.enabled();
        if (role == Role.SBE_UNKNOWN
                || role == Role.NULL_VAL
                || role == Role.NODE && !state.knowsVersion3()
                || enabled != BooleanType.TRUE && enabled != BooleanType.FALSE) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final boolean enable = enabled == BooleanType.TRUE;
        if (state.principals.wouldRemoveLastOperator(key, role, enable)) {
            return RejectReason.LAST_OPERATOR;
        }
        if (state.principals.isFull() && !state.principals.contains(key)) {
            return RejectReason.OVERLOADED;
        }
        state.principals.set(key, role, enable);
        events.principalChanged(new Principals.Grant(key, role, enable));
        return RejectReason.NONE;
    }
}
