package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetFeeTierDecoder;

/** SetFeeTier. Open orders keep the rates that they were accepted with. */
final class SetFeeTierHandler implements CommandHandler {
    private final SetFeeTierDecoder decoder = new SetFeeTierDecoder();
    private final ExchangeState state;
    private final AdminEvents events;

    SetFeeTierHandler(final ExchangeState state, final AdminEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        if (decoder.feeTier() >= FeeTiers.COUNT) {
            return RejectReason.MALFORMED;
        }
        if (!FeeTiers.isValidRate(decoder.makerRate()) || !FeeTiers.isValidRate(decoder.takerRate())) {
            return RejectReason.INVALID_RATE;
        }
        state.feeTiers.set(decoder.feeTier(), decoder.makerRate(), decoder.takerRate());
        events.feeTierChanged(decoder.feeTier(), decoder.makerRate(), decoder.takerRate());
        return RejectReason.NONE;
    }
}
