package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.OriginEncoder;

/** Says in an event which command caused it. */
final class OriginWriter {
    private final Command command;

    OriginWriter(final Command command) {
        this.command = command;
    }

    void write(final OriginEncoder encoder) {
        encoder.requestIdHigh(command.requestIdHigh())
                .requestIdLow(command.requestIdLow())
                .actor(command.actor());
    }
}
