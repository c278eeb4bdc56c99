package io.unidatum.exchange.gateway.view;

import io.unidatum.exchange.client.view.AccountView;
import io.unidatum.exchange.client.view.ApiKeyView;
import io.unidatum.exchange.client.view.BalanceView;
import io.unidatum.exchange.client.view.ConnectionView;
import io.unidatum.exchange.client.view.DepositView;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.ExchangeViewListener;
import io.unidatum.exchange.client.view.FillView;
import io.unidatum.exchange.client.view.InstrumentView;
import io.unidatum.exchange.client.view.OrderView;
import io.unidatum.exchange.client.view.WithdrawalView;
import io.unidatum.exchange.gateway.auth.ApiKeyDirectory;

/**
 * Passes on what the journal changed: keys, instruments and connections to the directories, the rest to the private
 * streams.
 */
public final class ViewListener implements ExchangeViewListener {
    private final InstrumentDirectory instruments;
    private final ApiKeyDirectory apiKeys;
    private final ConnectionDirectory connections;
    private final AccountStreams streams;
    private ExchangeView view;

    /**
     * Constructs the listener.
     *
     * @param instruments to keep.
     * @param apiKeys to keep.
     * @param connections to keep.
     * @param streams to feed.
     */
    public ViewListener(
            final InstrumentDirectory instruments,
            final ApiKeyDirectory apiKeys,
            final ConnectionDirectory connections,
            final AccountStreams streams) {
        this.instruments = instruments;
        this.apiKeys = apiKeys;
        this.connections = connections;
        this.streams = streams;
    }

    /**
     * Takes in a view that was filled from an image.
     *
     * @param loaded the view.
     */
    public void onLoaded(final ExchangeView loaded) {
        view = loaded;
        publishInstruments();
        apiKeys.replace(loaded.apiKeys());
        connections.replace(loaded);
        streams.onLoaded(loaded);
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        publishInstruments();
    }

    @Override
    public void onApiKey(final ApiKeyView apiKey) {
        apiKeys.put(apiKey);
    }

    @Override
    public void onAccount(final AccountView account) {
        streams.onAccount(account);
    }

    @Override
    public void onDeadManTimer(final AccountView account) {
        streams.onDeadManTimer(account);
    }

    @Override
    public void onConnection(final ConnectionView connection) {
        connections.put(connection);
        streams.onConnection(connection);
    }

    @Override
    public void onOrder(final OrderView order) {
        streams.onOrder(order);
    }

    @Override
    public void onFill(final OrderView order, final FillView fill) {
        streams.onFill(order, fill);
    }

    @Override
    public void onBalance(final BalanceView balance) {
        streams.onBalance(balance);
    }

    @Override
    public void onDeposit(final DepositView deposit) {
        streams.onDeposit(deposit);
    }

    @Override
    public void onWithdrawal(final WithdrawalView withdrawal) {
        streams.onWithdrawal(withdrawal);
    }

    @Override
    public void onFrameEnd(final long lastSequence, final boolean lastOfCommand) {
        streams.onFrameEnd();
    }

    private void publishInstruments() {
        instruments.replace(view.instruments().stream()
                .map(instrument -> Instrument.of(instrument, view))
                .toList());
    }
}
