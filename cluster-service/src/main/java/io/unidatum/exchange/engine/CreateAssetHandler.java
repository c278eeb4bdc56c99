package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.CreateAssetDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** CreateAsset. */
final class CreateAssetHandler implements CommandHandler {
    private final CreateAssetDecoder decoder = new CreateAssetDecoder();
    private final ExchangeState state;
    private final AdminEvents events;

    CreateAssetHandler(final ExchangeState state, final AdminEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final int id = decoder.assetId();
        if (id == 0 || id == CreateAssetDecoder.assetIdNullValue()) {
            return RejectReason.MALFORMED;
        }
        final int nameOffset = decoder.offset() + CreateAssetDecoder.nameEncodingOffset();
        if (Ascii.nameLength(decoder.buffer(), nameOffset, CreateAssetDecoder.nameLength()) == 0) {
            return RejectReason.INVALID_NAME;
        }
        final long name = Ascii.word(decoder.buffer(), nameOffset);
        if (state.assets.get(id) != null || state.assets.hasName(name)) {
            return RejectReason.ALREADY_EXISTS;
        }
        if (state.assets.isFull()) {
            return RejectReason.OVERLOADED;
        }
        events.assetCreated(state.assets.create(id, name));
        return RejectReason.NONE;
    }
}
