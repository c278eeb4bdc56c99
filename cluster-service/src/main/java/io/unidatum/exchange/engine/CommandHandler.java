package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;

/** Carries out one kind of command. */
interface CommandHandler {
    /**
     * Carries out a command that is well formed, authorised, in time and new.
     *
     * @param command to carry out.
     * @param outcome takes what became of an order; sequences are filled in by the caller.
     * @return NONE if it was done; otherwise nothing has changed and no event was written.
     */
    RejectReason onCommand(Command command, Outcome outcome);
}
