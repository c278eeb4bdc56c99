package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.Side;

/** What the parts that bring the view forward share: the state, who is told, and the event's place and time. */
final class ViewChanges {
    final ViewState state;
    ExchangeViewListener listener = new ExchangeViewListener() {};
    long sequence;
    long time;

    ViewChanges(final ViewState state) {
        this.state = state;
    }

    /** Takes in a book event's sequence; 0 says that no book was touched. {@return the instrument, null if unknown} */
    InstrumentView bookChanged(final long instrumentId, final long instrumentSequence) {
        final InstrumentView view = state.instruments.get((int) instrumentId);
        if (view != null && instrumentSequence != 0) {
            view.instrumentSequence(instrumentSequence);
        }
        return view;
    }

    AccountView accountChanged(final long accountId, final long accountSequence) {
        final AccountView view = state.accountOf(accountId);
        view.accountSequence(accountSequence);
        return view;
    }

    /** Sets the balance that an order of this side holds of. */
    void setHeldAsset(
            final long accountId, final long instrumentId, final Side side, final long available, final long held) {
        final InstrumentView view = state.instruments.get((int) instrumentId);
        if (view != null) {
            setBalance(accountId, side == Side.BUY ? view.quoteAsset() : view.baseAsset(), available, held);
        }
    }

    void setBalance(final long accountId, final int assetId, final long available, final long held) {
        final BalanceView view = state.accountOf(accountId).balanceOf(assetId);
        view.set(available, held, sequence);
        listener.onBalance(view);
    }
}
