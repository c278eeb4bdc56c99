package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;

/**
 * Learns what became of one command. Exactly one of the methods is called, exactly once, on the client's own thread; it
 * must not block and must not throw.
 */
public interface CommandListener {
    /**
     * The cluster answered: accepted and committed, or rejected.
     *
     * @param outcome the answer, valid during the call only.
     */
    void onOutcome(CommandOutcomeDecoder outcome);

    /**
     * There was no answer in time.
     *
     * @param failure what that means.
     */
    void onFailure(CommandFailure failure);
}
