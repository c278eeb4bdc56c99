package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusDecoder;

/** SetInstrumentStatus: halts and resumes one instrument or all. */
final class SetInstrumentStatusHandler implements CommandHandler {
    private final SetInstrumentStatusDecoder decoder = new SetInstrumentStatusDecoder();
    private final FixedText reasonText = new FixedText();
    private final ExchangeState state;
    private final AdminEvents events;

    SetInstrumentStatusHandler(final ExchangeState state, final AdminEvents events) {
        this.state = state;
        this.events = events;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null && decoder.instrumentId() != 0) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final InstrumentStatus status = decoder.status();
        if (status == InstrumentStatus.SBE_UNKNOWN || status == InstrumentStatus.NULL_VAL) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        if (status != InstrumentStatus.OPEN && status != InstrumentStatus.HALTED) {
            return RejectReason.UNSUPPORTED;
        }
        reasonText.read(decoder.buffer(), decoder.offset() + SetInstrumentStatusDecoder.reasonEncodingOffset());
        if (!reasonText.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        final boolean halted = status == InstrumentStatus.HALTED;
        if (instrument != null) {
            set(instrument, halted);
        } else {
            for (final Instrument each : state.instruments.sorted()) {
                set(each, halted);
            }
        }
        return RejectReason.NONE;
    }

    private void set(final Instrument instrument, final boolean halted) {
        instrument.halted = halted;
        events.instrumentStatusChanged(instrument, reasonText);
    }
}
