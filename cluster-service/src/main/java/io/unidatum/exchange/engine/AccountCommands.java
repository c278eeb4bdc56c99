package io.unidatum.exchange.engine;

/** The commands that protect accounts, and that place or cancel many orders at once. */
final class AccountCommands {
    private final MassCancelHandler massCancel;
    private final MassQuoteHandler massQuote;
    private final KillSwitchHandler killSwitch;
    private final SetAccountLimitsHandler setAccountLimits;
    private final SetConnectionHandler setConnection;
    private final SetDeadManTimerHandler setDeadManTimer;
    private final ConnectionWatch connectionWatch;

    AccountCommands(
            final ExchangeState state,
            final OrderFactory orders,
            final OrderAcceptance acceptance,
            final OrderEvents orderEvents,
            final OrderExecution execution,
            final AccountEvents accountEvents,
            final ProtectionEvents events) {
        final MassCancellation cancellation = new MassCancellation(state, execution);
        massCancel = new MassCancelHandler(state, cancellation);
        massQuote = new MassQuoteHandler(state, orders, acceptance, orderEvents, execution);
        killSwitch = new KillSwitchHandler(state, accountEvents, cancellation);
        setAccountLimits = new SetAccountLimitsHandler(state, events);
        connectionWatch = new ConnectionWatch(state, events, cancellation);
        setConnection = new SetConnectionHandler(state, connectionWatch);
        setDeadManTimer = new SetDeadManTimerHandler(state, events, cancellation);
    }

    CommandHandler massCancel() {
        return massCancel;
    }

    CommandHandler massQuote() {
        return massQuote;
    }

    CommandHandler killSwitch() {
        return killSwitch;
    }

    CommandHandler setAccountLimits() {
        return setAccountLimits;
    }

    CommandHandler setConnection() {
        return setConnection;
    }

    CommandHandler setDeadManTimer() {
        return setDeadManTimer;
    }

    ConnectionWatch connectionWatch() {
        return connectionWatch;
    }

    /** What happens when an account's dead-man timer runs out. */
    DueWork.Action<Account> deadManTimer() {
        return setDeadManTimer::onDue;
    }
}
