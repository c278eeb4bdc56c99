package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.MatchListener;
import io.unidatum.exchange.sbe.order.CreateInstrumentDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import org.agrona.concurrent.UnsafeBuffer;

/** CreateInstrument. */
final class CreateInstrumentHandler implements CommandHandler {
    private static final int SYMBOL_LENGTH = CreateInstrumentDecoder.symbolLength();

    private final CreateInstrumentDecoder decoder = new CreateInstrumentDecoder();
    private final ExchangeState state;
    private final AdminEvents events;
    private final MatchListener<EngineOrder> matchListener;

    CreateInstrumentHandler(
            final ExchangeState state, final AdminEvents events, final MatchListener<EngineOrder> matchListener) {
        this.state = state;
        this.events = events;
        this.matchListener = matchListener;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        final long id = decoder.instrumentId();
        if (id == 0 || id == CreateInstrumentDecoder.instrumentIdNullValue()) {
            return RejectReason.MALFORMED;
        }
        final Asset base = state.assets.get(decoder.baseAsset());
        final Asset quote = state.assets.get(decoder.quoteAsset());
        if (base == null || quote == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        final UnsafeBuffer symbol = new UnsafeBuffer(new byte[SYMBOL_LENGTH]);
        symbol.putBytes(
                0, decoder.buffer(), decoder.offset() + CreateInstrumentDecoder.symbolEncodingOffset(), SYMBOL_LENGTH);
        if (base == quote || !symbol.equals(symbolOf(base, quote))) {
            return RejectReason.INVALID_NAME;
        }
        final RejectReason reason = checkNumbers();
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (state.instruments.get(id) != null || state.instruments.hasSymbol(symbol)) {
            return RejectReason.ALREADY_EXISTS;
        }
        if (state.instruments.isFull()) {
            return RejectReason.OVERLOADED;
        }
        final InstrumentTerms terms = new InstrumentTerms(
                id,
                symbol,
                base,
                quote,
                decoder.tickSize(),
                decoder.lotSize(),
                decoder.maxOrderQuantity(),
                decoder.protectionBand());
        events.instrumentCreated(state.instruments.create(terms, matchListener));
        return RejectReason.NONE;
    }

    private RejectReason checkNumbers() {
        final long tick = decoder.tickSize();
        final long lot = decoder.lotSize();
        if (tick <= 0 || lot <= 0 || Money.notionalPerTickLot(tick, lot) == Money.OVERFLOW) {
            return RejectReason.INVALID_TICK_OR_LOT;
        }
        final int band = decoder.protectionBand();
        return decoder.maxOrderQuantity() < lot || band < 1 || band >= Money.PARTS_PER_MILLION
                ? RejectReason.INVALID_LIMIT
                : RejectReason.NONE;
    }

    private static UnsafeBuffer symbolOf(final Asset base, final Asset quote) {
        final byte[] bytes = new byte[SYMBOL_LENGTH];
        final int length = Ascii.putName(bytes, 0, base.name);
        bytes[length] = '/';
        Ascii.putName(bytes, length + 1, quote.name);
        return new UnsafeBuffer(bytes);
    }
}
