package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;

/** Keeps a command of schema version 1 dormant until encoding version 2 is switched on. */
final class Version2Handler implements CommandHandler {
    private final ExchangeState state;
    private final CommandHandler handler;

    Version2Handler(final ExchangeState state, final CommandHandler handler) {
        this.state = state;
        this.handler = handler;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        return state.knowsVersion2() ? handler.onCommand(command, outcome) : RejectReason.UNSUPPORTED;
    }
}
