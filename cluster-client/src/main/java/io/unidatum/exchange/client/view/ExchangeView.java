package io.unidatum.exchange.client.view;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.SnapshotMessageHandler;
import java.util.Collection;
import java.util.Collections;
import org.agrona.DirectBuffer;

/**
 * The exchange as a reader of the journal knows it: assets, instruments, accounts, keys, balances, open orders, and a
 * bounded history of closed orders and fills. Fill it from a state image, then from the journal behind it.
 *
 * <p>Not thread safe, and neither is what it gives out: use it on the thread that steps the journal reader, or hold one
 * lock around the reader's steps and every use of the view.
 */
public final class ExchangeView implements JournalHandler, SnapshotMessageHandler {
    private final ViewState state;
    private final ViewImage image;
    private final ViewEvents events;

    /**
     * Makes an empty view with the default limits: 1,000 closed orders and 1,000 fills an account, 200 fills an order.
     */
    public ExchangeView() {
        this(1_000, 1_000, 200);
    }

    /**
     * Makes an empty view.
     *
     * @param maxClosedOrders kept of each account.
     * @param maxFills kept of each account.
     * @param maxFillsPerOrder kept of each order; totals are right beyond it.
     */
    public ExchangeView(final int maxClosedOrders, final int maxFills, final int maxFillsPerOrder) {
        state = new ViewState(maxClosedOrders, maxFills, maxFillsPerOrder);
        image = new ViewImage(state);
        events = new ViewEvents(state);
    }

    /**
     * Sets who is told of changes. Several listeners are composed by the caller.
     *
     * @param newListener to tell.
     * @return this.
     */
    public ExchangeView listener(final ExchangeViewListener newListener) {
        events.listener(newListener);
        return this;
    }

    @Override
    public void onSnapshotMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        image.onMessage(templateId, buffer, offset, blockLength, version);
    }

    @Override
    public void onEvent(
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        events.onEvent(sequence, time, templateId, buffer, offset, blockLength, version);
        state.time = time;
    }

    @Override
    public void onFrameEnd(
            final long lastSequence, final long position, final long chainHash, final boolean lastOfCommand) {
        state.sequence = lastSequence;
        events.listener().onFrameEnd(lastSequence, lastOfCommand);
    }

    /** Last event that is in the view. {@return global sequence, 0 for none} */
    public long sequence() {
        return state.sequence;
    }

    /** The event that the listener is being told of; between events the last one. {@return global sequence} */
    public long eventSequence() {
        return events.sequence();
    }

    /** Time of that event's command. {@return cluster time, ns} */
    public long time() {
        return state.time;
    }

    /** Whether the genesis command has been given. {@return true if so} */
    public boolean isInitialised() {
        return state.isInitialised;
    }

    /** Name of this exchange. {@return as given by the genesis command; empty before} */
    public String clusterName() {
        return state.clusterName;
    }

    /**
     * Finds an asset.
     *
     * @param assetId of the asset.
     * @return null if there is none.
     */
    public AssetView asset(final int assetId) {
        return state.assets.get(assetId);
    }

    /**
     * Finds an asset by its name.
     *
     * @param name such as {@code DEC}.
     * @return null if there is none.
     */
    public AssetView asset(final String name) {
        return state.assetsByName.get(name);
    }

    /** All assets. {@return by id} */
    public Collection<AssetView> assets() {
        return Collections.unmodifiableCollection(state.assets.values());
    }

    /**
     * What holds for withdrawals of an asset.
     *
     * @param assetId of the asset.
     * @return null if nothing was ever set: there are no withdrawals of it then.
     */
    public WithdrawalRulesView withdrawalRules(final int assetId) {
        return state.withdrawalRules.get(assetId);
    }

    /**
     * Finds an instrument.
     *
     * @param instrumentId of the instrument.
     * @return null if there is none.
     */
    public InstrumentView instrument(final int instrumentId) {
        return state.instruments.get(instrumentId);
    }

    /**
     * Finds an instrument by its symbol.
     *
     * @param symbol such as {@code DEC/USD}.
     * @return null if there is none.
     */
    public InstrumentView instrument(final String symbol) {
        return state.instrumentsBySymbol.get(symbol);
    }

    /** All instruments. {@return by id} */
    public Collection<InstrumentView> instruments() {
        return Collections.unmodifiableCollection(state.instruments.values());
    }

    /**
     * Finds an account.
     *
     * @param account id.
     * @return null if there is none.
     */
    public AccountView account(final long account) {
        return state.account(account);
    }

    /** All accounts. {@return by id} */
    public Collection<AccountView> accounts() {
        return Collections.unmodifiableCollection(state.sortedAccounts.values());
    }

    /**
     * Finds an API key.
     *
     * @param apiKeyId of the key.
     * @return null if there is none.
     */
    public ApiKeyView apiKey(final long apiKeyId) {
        return state.apiKeys.get(apiKeyId);
    }

    /** All API keys. {@return by id} */
    public Collection<ApiKeyView> apiKeys() {
        return Collections.unmodifiableCollection(state.apiKeys.values());
    }

    /**
     * Finds a fee tier.
     *
     * @param feeTier its number.
     * @return null if there is none.
     */
    public FeeTierView feeTier(final int feeTier) {
        return state.feeTiers.get(feeTier);
    }

    /** All fee tiers. {@return by number} */
    public Collection<FeeTierView> feeTiers() {
        return Collections.unmodifiableCollection(state.feeTiers.values());
    }

    /** All principals that ever had a role. {@return by key} */
    public Collection<PrincipalView> principals() {
        return Collections.unmodifiableCollection(state.principals.values());
    }

    /**
     * Finds an order, open or among the closed ones that are kept.
     *
     * @param orderId of the order.
     * @return null if it is not known, or no longer.
     */
    public OrderView order(final long orderId) {
        return state.orders.get(orderId);
    }

    /**
     * Finds an account's order by the client's id: the open one, else the one that closed last among those kept.
     *
     * @param account whose order it is.
     * @param clientOrderId the client's id, not empty.
     * @return null if it is not known, or no longer.
     */
    public OrderView order(final long account, final String clientOrderId) {
        final AccountView owner = state.account(account);
        return owner == null ? null : owner.orderByClientId(clientOrderId);
    }
}
