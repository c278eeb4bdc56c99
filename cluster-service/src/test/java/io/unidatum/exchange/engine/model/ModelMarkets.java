package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesDecoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusDecoder;
import java.util.ArrayList;
import java.util.List;

/** Market states: set by an operator, by the collar, and by the clock. */
final class ModelMarkets {
    private static final int MAX_PARTS = 999_999;

    private final ModelExchange exchange;
    private final ModelState state;
    private final ModelAuction auction;

    ModelMarkets(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
        auction = new ModelAuction(exchange);
    }

    void onSetStatus(final ModelCommand command) {
        final SetInstrumentStatusDecoder d = command.read(new SetInstrumentStatusDecoder());
        final List<ModelInstrument> chosen = new ArrayList<>();
        if (d.instrumentId() == 0) {
            chosen.addAll(state.instruments.values());
        } else {
            chosen.add(exchange.rules.instrument(d.instrumentId()));
        }
        final InstrumentStatus status = d.status();
        Rejected.when(
                status == InstrumentStatus.NULL_VAL || status == InstrumentStatus.SBE_UNKNOWN,
                RejectReason.UNKNOWN_ENUM_VALUE);
        final long duration = d.durationNs() == SetInstrumentStatusDecoder.durationNsNullValue() ? 0 : d.durationNs();
        final boolean plain = status == InstrumentStatus.OPEN || status == InstrumentStatus.HALTED;
        Rejected.when(state.encodingVersion < 2 && (!plain || duration != 0), RejectReason.UNSUPPORTED);
        Rejected.when(
                !command.isPrintable(SetInstrumentStatusDecoder.reasonEncodingOffset(), 64), RejectReason.INVALID_NAME);
        final boolean timed = status == InstrumentStatus.HALTED || status == InstrumentStatus.AUCTION;
        Rejected.when(
                duration < 0 || duration > ModelState.DAY || duration != 0 && !timed, RejectReason.INVALID_DURATION);
        final List<ModelInstrument> able =
                chosen.stream().filter(i -> mayBecome(i, status)).toList();
        Rejected.when(able.isEmpty() && !chosen.isEmpty(), RejectReason.BOOK_CROSSED);
        for (final ModelInstrument instrument : able) {
            change(instrument, status, duration == 0 ? 0 : state.time + duration, d.reason());
        }
    }

    private boolean mayBecome(final ModelInstrument instrument, final InstrumentStatus status) {
        final boolean opens = status == InstrumentStatus.OPEN || status == InstrumentStatus.POST_ONLY;
        final boolean byAuction = instrument.status == InstrumentStatus.AUCTION;
        return !opens || byAuction || !state.isCrossed(instrument);
    }

    void onSetRules(final ModelCommand command) {
        final SetInstrumentRulesDecoder d = command.read(new SetInstrumentRulesDecoder());
        final ModelInstrument instrument = exchange.rules.instrument(d.instrumentId());
        Rejected.when(
                d.maxOrderQuantity() < instrument.lot
                        || d.protectionBand() < 1
                        || d.protectionBand() > MAX_PARTS
                        || d.collar() < 0
                        || d.collar() > MAX_PARTS,
                RejectReason.INVALID_LIMIT);
        Rejected.when(
                isNoDuration(d.haltDurationNs()) || isNoDuration(d.auctionDurationNs()), RejectReason.INVALID_DURATION);
        Rejected.when(
                !command.isPrintable(SetInstrumentRulesDecoder.reasonEncodingOffset(), 64), RejectReason.INVALID_NAME);
        instrument.maxQuantity = d.maxOrderQuantity();
        instrument.band = d.protectionBand();
        instrument.collar = d.collar();
        instrument.haltDuration = d.haltDurationNs();
        instrument.auctionDuration = d.auctionDurationNs();
        exchange.adminEvents.rules(instrument, d.reason());
    }

    private static boolean isNoDuration(final long duration) {
        return duration < 0 || duration > ModelState.DAY;
    }

    /** The next trade would have been outside the collar. */
    void haltByCollar(final ModelInstrument instrument) {
        final ModelCommand command = exchange.writer.byItself();
        instrument.status = InstrumentStatus.HALTED;
        instrument.until = instrument.haltDuration == 0 ? 0 : state.time + instrument.haltDuration;
        exchange.adminEvents.status(instrument, "price collar");
        exchange.writer.end(command);
    }

    /** A timed halt or auction is over. */
    void timeIsUp(final ModelInstrument instrument) {
        if (instrument.status == InstrumentStatus.AUCTION) {
            change(instrument, InstrumentStatus.OPEN, 0, "auction is over");
        } else if (instrument.auctionDuration > 0) {
            change(instrument, InstrumentStatus.AUCTION, state.time + instrument.auctionDuration, "halt is over");
        } else if (state.isCrossed(instrument)) {
            // An interrupted auction goes on, and is over at once.
            change(instrument, InstrumentStatus.AUCTION, 0, "halt is over");
            change(instrument, InstrumentStatus.OPEN, 0, "auction is over");
        } else {
            change(instrument, InstrumentStatus.OPEN, 0, "halt is over");
        }
    }

    private void change(
            final ModelInstrument instrument, final InstrumentStatus status, final long until, final String reason) {
        final boolean opens = status == InstrumentStatus.OPEN || status == InstrumentStatus.POST_ONLY;
        ModelPrices prices = new ModelPrices();
        if (opens && instrument.status == InstrumentStatus.AUCTION) {
            prices = auction.uncross(instrument);
        }
        instrument.status = status;
        instrument.until = until;
        exchange.adminEvents.status(instrument, reason);
        exchange.triggers.elect(instrument, prices);
        exchange.triggers.resume(instrument);
    }
}
