package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusDecoder;

/** SetInstrumentStatus: of one instrument or all. */
final class SetInstrumentStatusHandler implements CommandHandler {
    private final SetInstrumentStatusDecoder decoder = new SetInstrumentStatusDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final MarketStatus market;

    SetInstrumentStatusHandler(final ExchangeState state, final MarketStatus market) {
        this.state = state;
        this.market = market;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(
                command.buffer(),
                command.blockOffset(),
                command.blockLength(),
                command.version(SetInstrumentStatusDecoder.BLOCK_LENGTH));
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null && decoder.instrumentId() != 0) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final InstrumentStatus status = decoder.status();
        if (status == InstrumentStatus.SBE_UNKNOWN || status == InstrumentStatus.NULL_VAL) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final boolean isOfVersion1 = status == InstrumentStatus.OPEN || status == InstrumentStatus.HALTED;
        final long duration =
                decoder.durationNs() == SetInstrumentStatusDecoder.durationNsNullValue() ? 0 : decoder.durationNs();
        if (!state.knowsVersion2() && (!isOfVersion1 || duration != 0)) {
            return RejectReason.UNSUPPORTED;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + SetInstrumentStatusDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        final boolean mayBeTimed = status == InstrumentStatus.HALTED || status == InstrumentStatus.AUCTION;
        if (duration < 0 || duration > EngineLimits.MAX_STATUS_DURATION_NS || duration != 0 && !mayBeTimed) {
            return RejectReason.INVALID_DURATION;
        }
        return instrument == null ? setAll(status, duration) : set(instrument, status, duration);
    }

    private RejectReason set(final Instrument instrument, final InstrumentStatus status, final long duration) {
        final RejectReason reason = MarketStatus.check(instrument, status);
        if (reason == RejectReason.NONE) {
            market.set(instrument, status, duration, reasonText);
        }
        return reason;
    }

    /** Those that cannot go there stay as they are. */
    private RejectReason setAll(final InstrumentStatus status, final long duration) {
        RejectReason first = RejectReason.NONE;
        boolean anyDone = false;
        for (final Instrument each : state.instruments.sorted()) {
            final RejectReason reason = set(each, status, duration);
            anyDone |= reason == RejectReason.NONE;
            first = first == RejectReason.NONE ? reason : first;
        }
        return anyDone ? RejectReason.NONE : first;
    }
}
