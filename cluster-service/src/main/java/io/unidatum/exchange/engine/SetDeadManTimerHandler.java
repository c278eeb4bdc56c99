package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetDeadManTimerDecoder;

/** SetDeadManTimer, and what happens when a timer runs out. */
final class SetDeadManTimerHandler implements CommandHandler {
    private final SetDeadManTimerDecoder decoder = new SetDeadManTimerDecoder();
    private final ExchangeState state;
    private final ProtectionEvents events;
    private final MassCancellation cancellation;

    SetDeadManTimerHandler(
            final ExchangeState state, final ProtectionEvents events, final MassCancellation cancellation) {
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
        final long timeoutNs = decoder.timeoutNs();
        if (timeoutNs != 0
                && (timeoutNs < EngineLimits.MIN_DEAD_MAN_TIMEOUT_NS
                        || timeoutNs > EngineLimits.MAX_DEAD_MAN_TIMEOUT_NS)) {
            return RejectReason.INVALID_DURATION;
        }
        account.deadManTimeoutNs = timeoutNs;
        if (timeoutNs == 0) {
            state.deadlines.deadManTimers.remove(account);
            events.deadManTimerSet(account, 0, 0);
        } else {
            final long deadline = Money.addSaturating(command.now(), timeoutNs);
            state.deadlines.deadManTimers.set(account, deadline);
            events.deadManTimerSet(account, timeoutNs, deadline);
        }
        return RejectReason.NONE;
    }

    /** An account's timer has run out: it is off then. */
    void onDue(final Account account, final long now) {
        account.deadManTimeoutNs = 0;
        events.deadManTimerSet(account, 0, 0);
        cancellation.cancel(account, CancelReason.DEAD_MAN);
    }
}
