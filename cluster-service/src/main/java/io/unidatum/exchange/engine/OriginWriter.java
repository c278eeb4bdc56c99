package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.OriginEncoder;

/** Says in an event which command caused it. */
final class OriginWriter {
    private final Command command;

    OriginWriter(final Command command) {
        this.command = command;
    }

    /** Says that the exchange did it by itself. */
    void writeNone(final OriginEncoder encoder) {
        encoder.requestIdHigh(0).requestIdLow(0).actor(0);
    }

    void write(final OriginEncoder encoder) {
        encoder.requestIdHigh(command.requestIdHigh())
                .requestIdLow(command.requestIdLow())
                .actor(command.actor());
    }
}
