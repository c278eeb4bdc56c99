package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesDecoder;

/** SetInstrumentRules: what of an instrument may change. Open orders stay as they are. */
final class SetInstrumentRulesHandler implements CommandHandler {
    private final SetInstrumentRulesDecoder decoder = new SetInstrumentRulesDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final MarketEvents events;

    SetInstrumentRulesHandler(final ExchangeState state, final MarketEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        if (!state.knowsVersion2()) {
            return RejectReason.UNSUPPORTED;
        }
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + SetInstrumentRulesDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        final int band = decoder.protectionBand();
        final int collar = decoder.collar();
        if (decoder.maxOrderQuantity() < instrument.lotSize
                || band < 1
                || band >= Money.PARTS_PER_MILLION
                || collar < 0
                || collar >= Money.PARTS_PER_MILLION) {
            return RejectReason.INVALID_LIMIT;
        }
        if (!isDuration(decoder.haltDurationNs()) || !isDuration(decoder.auctionDurationNs())) {
            return RejectReason.INVALID_DURATION;
        }
        instrument.rules(
                decoder.maxOrderQuantity(), band, collar, decoder.haltDurationNs(), decoder.auctionDurationNs());
        events.rulesChanged(instrument, reasonText);
        return RejectReason.NONE;
    }

    private static boolean isDuration(final long duration) {
        return duration >= 0 && duration <= EngineLimits.MAX_STATUS_DURATION_NS;
    }
}
