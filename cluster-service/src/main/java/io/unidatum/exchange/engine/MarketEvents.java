package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.AuctionUncrossedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedEncoder;

/** Writes what happens to an instrument as a market: status, rules, auctions. */
final class MarketEvents {
    /** Length of the block in schema version 0. */
    private static final int STATUS_LENGTH_0 = InstrumentStatusChangedEncoder.untilEncodingOffset();

    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstrumentStatusChangedEncoder statusChanged = new InstrumentStatusChangedEncoder();
    private final InstrumentRulesChangedEncoder rulesChanged = new InstrumentRulesChangedEncoder();
    private final AuctionUncrossedEncoder uncrossed = new AuctionUncrossedEncoder();

    MarketEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    /** The status has changed, until a time if that is not {@link Deadlines#NEVER}; by a command or by itself. */
    void statusChanged(final Instrument instrument, final long until, final FixedText reason, final boolean byCommand) {
        final int offset = until == Deadlines.NEVER
                ? framer.next(STATUS_LENGTH_0)
                : framer.next(InstrumentStatusChangedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1);
        statusChanged
                .wrapAndApplyHeader(framer.buffer(), offset, header)
                .instrumentSequence(instrument.nextSequence())
                .instrumentId(instrument.id)
                .status(instrument.status);
        if (until != Deadlines.NEVER) {
            statusChanged.until(until);
        }
        if (byCommand) {
            origin.write(statusChanged.origin());
        } else {
            origin.writeNone(statusChanged.origin());
        }
        reason.write(
                statusChanged.buffer(), statusChanged.offset() + InstrumentStatusChangedEncoder.reasonEncodingOffset());
    }

    void rulesChanged(final Instrument instrument, final FixedText reason) {
        rulesChanged
                .wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(InstrumentRulesChangedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1),
                        header)
                .instrumentId(instrument.id)
                .instrumentSequence(instrument.nextSequence())
                .maxOrderQuantity(instrument.maxOrderQuantity)
                .haltDurationNs(instrument.haltDurationNs)
                .auctionDurationNs(instrument.auctionDurationNs)
                .protectionBand(instrument.protectionBand)
                .collar(instrument.collar);
        origin.write(rulesChanged.origin());
        reason.write(
                rulesChanged.buffer(), rulesChanged.offset() + InstrumentRulesChangedEncoder.reasonEncodingOffset());
    }

    /** An auction's result, in ticks and lots; its trades follow. */
    void uncrossed(final Instrument instrument, final long ticks, final long volumeLots, final long surplusLots) {
        uncrossed
                .wrapAndApplyHeader(
                        framer.buffer(),
                        framer.next(AuctionUncrossedEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1),
                        header)
                .instrumentSequence(instrument.nextSequence())
                .price(instrument.price(ticks))
                .volume(instrument.quantity(volumeLots))
                .surplus(instrument.quantity(surplusLots))
                .instrumentId(instrument.id);
    }
}
