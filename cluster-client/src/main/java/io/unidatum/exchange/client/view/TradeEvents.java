package io.unidatum.exchange.client.view;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.TradeKind;
import io.unidatum.exchange.sbe.event.AuctionUncrossedDecoder;
import io.unidatum.exchange.sbe.event.TradeDecoder;
import org.agrona.DirectBuffer;

/** Trades: fills of both orders, both accounts' balances and positions, the last price. */
final class TradeEvents {
    private final ViewChanges changes;
    private final ViewState state;
    private final TradeDecoder trade = new TradeDecoder();
    private final AuctionUncrossedDecoder uncrossed = new AuctionUncrossedDecoder();

    TradeEvents(final ViewChanges changes) {
        this.changes = changes;
        this.state = changes.state;
    }

    /** Takes an event. {@return false if it is not one of these} */
    boolean onEvent(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        if (templateId == TradeDecoder.TEMPLATE_ID) {
            trade.wrap(buffer, offset, blockLength, version);
            onTrade();
            return true;
        }
        if (templateId == AuctionUncrossedDecoder.TEMPLATE_ID) {
            uncrossed.wrap(buffer, offset, blockLength, version);
            changes.bookChanged(uncrossed.instrumentId(), uncrossed.instrumentSequence());
            return true;
        }
        return false;
    }

    private void onTrade() {
        final InstrumentView traded = changes.bookChanged(trade.instrumentId(), trade.instrumentSequence());
        changes.accountChanged(trade.makerAccount(), trade.makerAccountSequence());
        changes.accountChanged(trade.takerAccount(), trade.takerAccountSequence());
        final Side takerSide = trade.takerSide();
        final Side makerSide = takerSide == Side.BUY ? Side.SELL : Side.BUY;
        onFill(trade.makerOrderId(), trade.makerAccount(), makerSide, true, trade.makerFee(), trade.makerLeaves());
        onFill(trade.takerOrderId(), trade.takerAccount(), takerSide, false, trade.takerFee(), trade.takerLeaves());
        if (traded != null) {
            traded.lastPrice(trade.price());
            final int base = traded.baseAsset();
            final int quote = traded.quoteAsset();
            changes.setBalance(trade.makerAccount(), base, trade.makerBaseAvailable(), trade.makerBaseHeld());
            changes.setBalance(trade.makerAccount(), quote, trade.makerQuoteAvailable(), trade.makerQuoteHeld());
            changes.setBalance(trade.takerAccount(), base, trade.takerBaseAvailable(), trade.takerBaseHeld());
            changes.setBalance(trade.takerAccount(), quote, trade.takerQuoteAvailable(), trade.takerQuoteHeld());
            final long fees = trade.makerFee() + trade.takerFee();
            if (fees != 0) {
                final BalanceView earned =
                        state.accountOf(ReservedAccounts.FEES).balanceOf(quote);
                changes.setBalance(ReservedAccounts.FEES, quote, earned.available() + fees, earned.held());
            }
        }
    }

    private void onFill(
            final long orderId,
            final long accountId,
            final Side side,
            final boolean isMaker,
            final long fee,
            final long leaves) {
        final int instrumentId = (int) trade.instrumentId();
        final FillView fill = new FillView(
                trade.tradeId(),
                orderId,
                accountId,
                instrumentId,
                side,
                isMaker,
                trade.kind() == TradeKind.AUCTION,
                trade.price(),
                trade.quantity(),
                trade.notional(),
                fee,
                changes.time,
                changes.sequence);
        final AccountView account = state.accountOf(accountId);
        account.fill(fill, state.maxFills);
        if (state.countsPositions()) {
            account.positionOf(instrumentId).position().fill(side == Side.BUY, trade.quantity(), trade.notional());
        }
        final OrderView order = state.orders.get(orderId);
        if (order != null) {
            order.fill(fill, leaves, state.maxFillsPerOrder);
            order.touched(changes.time, changes.sequence);
            if (leaves == 0) {
                state.close(order);
            }
            changes.listener.onFill(order, fill);
            changes.listener.onOrder(order);
        }
    }
}
