package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;

/** Everything that is state, apart from the journal's counters. Handlers and snapshots share it. */
final class ExchangeState {
    final AssetRegistry assets = new AssetRegistry();
    final InstrumentRegistry instruments = new InstrumentRegistry();
    final FeeTiers feeTiers = new FeeTiers();
    final Principals principals = new Principals();
    final AccountRegistry accounts = new AccountRegistry();
    final ApiKeys apiKeys = new ApiKeys();
    final DepositRegistry deposits = new DepositRegistry();
    final Withdrawals withdrawals = new Withdrawals();
    final AccountPositions positions = new AccountPositions();
    final OpenQuantities openQuantities = new OpenQuantities(positions);
    final Connections connections = new Connections();
    final OrderPool orderPool = new OrderPool();
    final OpenOrders openOrders;
    final Deadlines deadlines = new Deadlines();
    final JournalRetention retention = new JournalRetention();
    final FixedText clusterName = new FixedText();
    final KeyedHash hashing;
    final RequestStore requests;

    boolean initialised;
    long time;
    /** Counts what is carried out, and what is done by itself at one time; no part of a snapshot. */
    long commandNumber;

    long nextOrderId = 1;
    long nextTradeId = 1;
    /** In which the next command's events are written. */
    int encodingVersion = JournalFramer.FIRST_ENCODING_VERSION;

    private Account feeAccount;

    ExchangeState(final int maxRememberedRequests, final long hashKey) {
        hashing = new KeyedHash(hashKey);
        openOrders = new OpenOrders(orderPool, hashing, positions, openQuantities);
        requests = new RequestStore(maxRememberedRequests, hashing);
    }

    /** Whether what schema version 1 added is switched on: commands, order types, times in force, flags and fields. */
    boolean knowsVersion2() {
        return encodingVersion >= 2;
    }

    /** Whether what schema version 2 added is switched on: commands, fields, the role of nodes. */
    boolean knowsVersion3() {
        return encodingVersion >= 3;
    }

    /** The account that receives every fee. It exists from the genesis on. */
    Account feeAccount() {
        if (feeAccount == null) {
            feeAccount = accounts.get(ReservedAccounts.FEES);
        }
        return feeAccount;
    }
}
