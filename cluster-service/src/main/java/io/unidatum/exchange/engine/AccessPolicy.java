package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.GenesisDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** Who may send what, and when a command is in time. */
final class AccessPolicy {
    private final ExchangeState state;
    private final CommandRouter router;

    AccessPolicy(final ExchangeState state, final CommandRouter router) {
        this.state = state;
        this.router = router;
    }

    RejectReason check(final Command command, final PrincipalKey principal) {
        final RejectReason reason = checkAuthority(command, principal);
        return reason == RejectReason.NONE ? checkValidity(command) : reason;
    }

    private RejectReason checkAuthority(final Command command, final PrincipalKey principal) {
        final Role role = state.principals.roleOf(principal);
        command.role(role);
        if (command.templateId() == GenesisDecoder.TEMPLATE_ID) {
            final boolean itsOwnKey =
                    !principal.equals(PrincipalKey.NONE) && principal.equals(router.genesisKey(command));
            return itsOwnKey && (!state.initialised || role == Role.OPERATOR)
                    ? RejectReason.NONE
                    : RejectReason.NOT_AUTHORISED;
        }
        if (!state.initialised) {
            return RejectReason.NOT_INITIALISED;
        }
        return router.mayBeSentBy(command, role) ? RejectReason.NONE : RejectReason.NOT_AUTHORISED;
    }

    private static RejectReason checkValidity(final Command command) {
        if (command.validUntil() < command.now()) {
            return RejectReason.EXPIRED_COMMAND;
        }
        return command.validUntil() - command.now() > EngineLimits.MAX_VALID_UNTIL_AHEAD_NS
                ? RejectReason.VALID_UNTIL_TOO_FAR
                : RejectReason.NONE;
    }
}
