package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** An account with its balances, orders and fills. Changes with the journal; read it on the view's thread. */
public final class AccountView {
    private static final int MAX_ENDED_WITHDRAWALS = 100;

    private final long account;
    private final Map<Integer, BalanceView> balances = new TreeMap<>();
    private final Map<Long, OrderView> openOrders = new TreeMap<>();
    private final Map<String, OrderView> ordersByClientId = new HashMap<>();
    private final ArrayDeque<OrderView> closedOrders = new ArrayDeque<>(0);
    private final ArrayDeque<FillView> fills = new ArrayDeque<>(0);
    private final Map<Integer, PositionView> positions = new TreeMap<>();
    private final Map<Integer, LimitsView> limits = new TreeMap<>();
    private final Map<Long, ConnectionView> connections = new TreeMap<>(Long::compareUnsigned);
    private final Map<Long, WithdrawalView> openWithdrawals = new TreeMap<>(Long::compareUnsigned);
    private final ArrayDeque<WithdrawalView> endedWithdrawals = new ArrayDeque<>(0);
    private LimitsView accountLimits = LimitsView.NONE;
    private long deadManTimeout;
    private long deadManDeadline;
    private long accountSequence;
    private AccountStatus status = AccountStatus.ACTIVE;
    private int feeTier;
    private long maxOpenOrders;
    private long maxOrdersPerSecond;

    AccountView(final long account) {
        this.account = account;
    }

    /** Its id. {@return account id} */
    public long account() {
        return account;
    }

    /** Sequence of its last event. {@return account sequence} */
    public long accountSequence() {
        return accountSequence;
    }

    /** Whether it may trade. {@return the status} */
    public AccountStatus status() {
        return status;
    }

    /** Its fee tier. {@return the tier's number} */
    public int feeTier() {
        return feeTier;
    }

    /** Most open orders. {@return 0 for the exchange's own limit} */
    public long maxOpenOrders() {
        return maxOpenOrders;
    }

    /** Most new and amended orders a second. {@return 0 for no limit} */
    public long maxOrdersPerSecond() {
        return maxOrdersPerSecond;
    }

    /**
     * Its balance of an asset.
     *
     * @param assetId of the asset.
     * @return the balance, null if the account never had any.
     */
    public BalanceView balance(final int assetId) {
        return balances.get(assetId);
    }

    /** Its balances. {@return in order of asset id, unmodifiable} */
    public Collection<BalanceView> balances() {
        return Collections.unmodifiableCollection(balances.values());
    }

    /** Its positions, flat ones with a history included. {@return in order of instrument id, unmodifiable} */
    public Collection<PositionView> positions() {
        return Collections.unmodifiableCollection(positions.values());
    }

    /**
     * Its position in an instrument.
     *
     * @param instrumentId of the instrument.
     * @return the position, null if it never traded there.
     */
    public PositionView position(final int instrumentId) {
        return positions.get(instrumentId);
    }

    /** Its risk limits wherever it has none of its own for an instrument. {@return the limits} */
    public LimitsView limits() {
        return accountLimits;
    }

    /** Instruments for which it has limits of their own. {@return limits by instrument id, unmodifiable} */
    public Map<Integer, LimitsView> instrumentLimits() {
        return Collections.unmodifiableMap(limits);
    }

    /**
     * The limits that hold for it in an instrument.
     *
     * @param instrumentId of the instrument.
     * @return its own, or the account's.
     */
    public LimitsView limits(final int instrumentId) {
        return limits.getOrDefault(instrumentId, accountLimits);
    }

    /** Its logical connections that are open or lost. {@return by id, unmodifiable} */
    public Collection<ConnectionView> connections() {
        return Collections.unmodifiableCollection(connections.values());
    }

    /**
     * One of its logical connections.
     *
     * @param connectionId of the connection.
     * @return null if it is neither open nor lost.
     */
    public ConnectionView connection(final long connectionId) {
        return connections.get(connectionId);
    }

    /** Time that its dead-man timer runs. {@return ns, 0 if it is off} */
    public long deadManTimeout() {
        return deadManTimeout;
    }

    /** When all its orders are cancelled unless the timer is set anew. {@return cluster time, ns; 0 if it is off} */
    public long deadManDeadline() {
        return deadManDeadline;
    }

    /** Its open orders. {@return oldest first, unmodifiable} */
    public Collection<OrderView> openOrders() {
        return Collections.unmodifiableCollection(openOrders.values());
    }

    /** Its closed orders, as many as the view keeps. {@return the one closed last first, unmodifiable} */
    public Collection<OrderView> closedOrders() {
        return Collections.unmodifiableCollection(closedOrders);
    }

    /** Its fills, as many as the view keeps. {@return newest first, unmodifiable} */
    public Collection<FillView> fills() {
        return Collections.unmodifiableCollection(fills);
    }

    /** Its withdrawals that are held. {@return oldest first, unmodifiable} */
    public Collection<WithdrawalView> openWithdrawals() {
        return Collections.unmodifiableCollection(openWithdrawals.values());
    }

    /**
     * One of its withdrawals: open, or among the last ended ones.
     *
     * @param withdrawalId of the withdrawal.
     * @return null if it is not known, or no longer.
     */
    public WithdrawalView withdrawal(final long withdrawalId) {
        final WithdrawalView open = openWithdrawals.get(withdrawalId);
        return open != null
                ? open
                : endedWithdrawals.stream()
                        .filter(ended -> ended.withdrawalId() == withdrawalId)
                        .findFirst()
                        .orElse(null);
    }

    void withdrawal(final WithdrawalView withdrawal) {
        if (withdrawal.state() == WithdrawalState.HELD) {
            openWithdrawals.put(withdrawal.withdrawalId(), withdrawal);
            return;
        }
        openWithdrawals.remove(withdrawal.withdrawalId());
        endedWithdrawals.addFirst(withdrawal);
        if (endedWithdrawals.size() > MAX_ENDED_WITHDRAWALS) {
            endedWithdrawals.removeLast();
        }
    }

    BalanceView balanceOf(final int assetId) {
        return balances.computeIfAbsent(assetId, id -> new BalanceView(account, id));
    }

    PositionView positionOf(final int instrumentId) {
        return positions.computeIfAbsent(instrumentId, PositionView::new);
    }

    void limits(final int instrumentId, final LimitsView newLimits) {
        if (instrumentId == 0) {
            accountLimits = newLimits;
        } else if (newLimits.equals(LimitsView.NONE)) {
            limits.remove(instrumentId);
        } else {
            limits.put(instrumentId, newLimits);
        }
    }

    void connection(final ConnectionView connection) {
        if (connection.state() == ConnectionState.CLOSED) {
            connections.remove(connection.connectionId());
        } else {
            connections.put(connection.connectionId(), connection);
        }
    }

    void deadManTimer(final long timeout, final long deadline) {
        this.deadManTimeout = timeout;
        this.deadManDeadline = deadline;
    }

    /** The newest order with this client order id, null if none is known. */
    OrderView orderByClientId(final String clientOrderId) {
        return ordersByClientId.get(clientOrderId);
    }

    void open(final OrderView order) {
        openOrders.put(order.orderId(), order);
        if (!order.clientOrderId().isEmpty()) {
            ordersByClientId.put(order.clientOrderId(), order);
        }
    }

    /** Moves an order to the closed ones. {@return the one that had to give way to it, null if none} */
    OrderView close(final OrderView order, final int maxClosedOrders) {
        openOrders.remove(order.orderId());
        closedOrders.addFirst(order);
        if (closedOrders.size() <= maxClosedOrders) {
            return null;
        }
        final OrderView forgotten = closedOrders.removeLast();
        ordersByClientId.remove(forgotten.clientOrderId(), forgotten);
        return forgotten;
    }

    void fill(final FillView fill, final int maxFills) {
        fills.addFirst(fill);
        if (fills.size() > maxFills) {
            fills.removeLast();
        }
    }

    void accountSequence(final long sequence) {
        this.accountSequence = sequence;
    }

    void terms(final AccountStatus newStatus, final int tier, final long openOrderLimit, final long orderRateLimit) {
        this.status = newStatus;
        this.feeTier = tier;
        this.maxOpenOrders = openOrderLimit;
        this.maxOrdersPerSecond = orderRateLimit;
    }
}
