package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetEncodingVersionDecoder;

/** SetEncodingVersion: from the next frame on, events are written in this version. There is no way back. */
final class SetEncodingVersionHandler implements CommandHandler {
    private final SetEncodingVersionDecoder decoder = new SetEncodingVersionDecoder();
    private final ExchangeState state;
    private final AdminEvents events;

    SetEncodingVersionHandler(final ExchangeState state, final AdminEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        if (decoder.encodingVersion() < state.encodingVersion
                || decoder.encodingVersion() > JournalFramer.LAST_ENCODING_VERSION) {
            return RejectReason.UNSUPPORTED_VERSION;
        }
        state.encodingVersion = decoder.encodingVersion();
        events.encodingVersionChanged(decoder.encodingVersion());
        return RejectReason.NONE;
    }
}
