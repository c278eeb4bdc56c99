package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.TradeEncoder;

/** Writes trades, after both sides have been settled. */
final class TradeEvents {
    /** Length of the block in schema version 0. */
    private static final int TRADE_LENGTH_0 = TradeEncoder.kindEncodingOffset();

    private final JournalFramer framer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();

    TradeEvents(final JournalFramer framer) {
        this.framer = framer;
    }

    void trade(
            final long tradeId,
            final EngineOrder maker,
            final EngineOrder taker,
            final long price,
            final long quantity,
            final long notional,
            final long makerFee,
            final long takerFee,
            final boolean auction) {
        final Instrument instrument = maker.instrument;
        final Asset base = instrument.base;
        final Asset quote = instrument.quote;
        final Account makerAccount = maker.account;
        final Account takerAccount = taker.account;
        final int eventOffset =
                auction ? framer.next(TradeEncoder.BLOCK_LENGTH, JournalFramer.VERSION_1) : framer.next(TRADE_LENGTH_0);
        trade.wrapAndApplyHeader(framer.buffer(), eventOffset, header)
                .tradeId(tradeId)
                .instrumentSequence(instrument.nextSequence())
                .price(price)
                .quantity(quantity)
                .notional(notional)
                .makerOrderId(maker.id)
                .makerAccount(makerAccount.id)
                .makerAccountSequence(makerAccount.nextSequence())
                .makerLeaves(maker.leavesQuantity())
                .makerFee(makerFee)
                .makerBaseAvailable(makerAccount.available(base))
                .makerBaseHeld(makerAccount.held(base))
                .makerQuoteAvailable(makerAccount.available(quote))
                .makerQuoteHeld(makerAccount.held(quote))
                .takerOrderId(taker.id)
                .takerAccount(takerAccount.id)
                .takerAccountSequence(takerAccount.nextSequence())
                .takerLeaves(taker.leavesQuantity())
                .takerFee(takerFee)
                .takerBaseAvailable(takerAccount.available(base))
                .takerBaseHeld(takerAccount.held(base))
                .takerQuoteAvailable(takerAccount.available(quote))
                .takerQuoteHeld(takerAccount.held(quote))
                .instrumentId(instrument.id)
                .takerSide(taker.protocolSide());
        if (auction) {
            trade.kind(TradeKind.AUCTION);
        }
    }
}
