package io.unidatum.exchange.client.view;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;

/** What the view holds. Changed by {@link ViewImage} and {@link ViewEvents}, read through {@link ExchangeView}. */
final class ViewState {
    final int maxClosedOrders;
    final int maxFills;
    final int maxFillsPerOrder;
    final Map<Integer, AssetView> assets = new TreeMap<>();
    final Map<String, AssetView> assetsByName = new HashMap<>();
    final Map<Integer, InstrumentView> instruments = new TreeMap<>();
    final Map<String, InstrumentView> instrumentsBySymbol = new HashMap<>();
    final Map<Integer, WithdrawalRulesView> withdrawalRules = new TreeMap<>();
    final Map<Integer, FeeTierView> feeTiers = new TreeMap<>();
    final Map<String, PrincipalView> principals = new TreeMap<>();
    final Map<Long, ApiKeyView> apiKeys = new TreeMap<>(Long::compareUnsigned);
    final Long2ObjectHashMap<OrderView> orders = new Long2ObjectHashMap<>();
    final Map<Long, AccountView> sortedAccounts = new TreeMap<>(Long::compareUnsigned);
    private final Long2ObjectHashMap<AccountView> accounts = new Long2ObjectHashMap<>();
    boolean isInitialised;
    int encodingVersion = 1;
    String clusterName = "";
    long sequence;
    long time;

    ViewState(final int maxClosedOrders, final int maxFills, final int maxFillsPerOrder) {
        this.maxClosedOrders = maxClosedOrders;
        this.maxFills = maxFills;
        this.maxFillsPerOrder = maxFillsPerOrder;
    }

    void clear() {
        assets.clear();
        assetsByName.clear();
        instruments.clear();
        instrumentsBySymbol.clear();
        withdrawalRules.clear();
        feeTiers.clear();
        principals.clear();
        apiKeys.clear();
        orders.clear();
        sortedAccounts.clear();
        accounts.clear();
        isInitialised = false;
        encodingVersion = 1;
        clusterName = "";
        sequence = 0;
        time = 0;
    }

    /** Positions count from the switch to encoding version 2 on, because no state before it holds any. */
    boolean countsPositions() {
        return encodingVersion >= 2;
    }

    AccountView account(final long id) {
        return accounts.get(id);
    }

    AccountView accountOf(final long id) {
        AccountView account = accounts.get(id);
        if (account == null) {
            account = new AccountView(id);
            accounts.put(id, account);
            sortedAccounts.put(id, account);
        }
        return account;
    }

    void put(final AssetView asset) {
        assets.put(asset.assetId(), asset);
        assetsByName.put(asset.name(), asset);
    }

    void put(final InstrumentView instrument) {
        instruments.put(instrument.instrumentId(), instrument);
        instrumentsBySymbol.put(instrument.symbol(), instrument);
    }

    void open(final OrderView order) {
        orders.put(order.orderId(), order);
        accountOf(order.account()).open(order);
    }

    void close(final OrderView order) {
        final OrderView forgotten = accountOf(order.account()).close(order, maxClosedOrders);
        if (forgotten != null) {
            orders.remove(forgotten.orderId());
        }
    }
}
