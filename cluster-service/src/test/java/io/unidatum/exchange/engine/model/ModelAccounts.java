package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.order.AdjustBalanceDecoder;
import io.unidatum.exchange.sbe.order.DepositDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetAccountDecoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsDecoder;
import io.unidatum.exchange.sbe.order.SetConnectionDecoder;
import io.unidatum.exchange.sbe.order.SetDeadManTimerDecoder;
import java.math.BigInteger;

/** What is done to an account, its orders apart. */
final class ModelAccounts {
    private static final int MAX_CONNECTIONS = 16;
    private static final long MAX_GRACE = 300 * ModelState.SECOND;

    private final ModelExchange exchange;
    private final ModelState state;
    private final ModelOrderRules rules;

    ModelAccounts(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
        rules = exchange.rules;
    }

    void onSetAccount(final ModelCommand command) {
        final SetAccountDecoder d = command.read(new SetAccountDecoder());
        final ModelAccount account = rules.customer(command.account);
        final boolean known = d.status() == AccountStatus.ACTIVE || d.status() == AccountStatus.BLOCKED;
        Rejected.when(!known, RejectReason.UNKNOWN_ENUM_VALUE);
        Rejected.when(!state.feeTiers.containsKey((int) d.feeTier()), RejectReason.UNKNOWN_FEE_TIER);
        Rejected.when(
                d.maxOpenOrders() > 100_000 || d.maxOrdersPerSecond() > Integer.MAX_VALUE, RejectReason.INVALID_LIMIT);
        checkReason(command, SetAccountDecoder.reasonEncodingOffset());
        account.blocked = d.status() == AccountStatus.BLOCKED;
        account.feeTier = d.feeTier();
        account.maxOpenOrders = d.maxOpenOrders();
        account.maxOrdersPerSecond = d.maxOrdersPerSecond();
        exchange.adminEvents.account(account, d.reason());
    }

    void onSetLimits(final ModelCommand command) {
        final SetAccountLimitsDecoder d = command.read(new SetAccountLimitsDecoder());
        final ModelAccount account = rules.customer(command.account);
        if (d.instrumentId() != 0) {
            rules.instrument(d.instrumentId());
        }
        Rejected.when(
                d.maxOrderQuantity() < 0 || d.maxOrderNotional() < 0 || d.maxPosition() < 0,
                RejectReason.INVALID_LIMIT);
        checkReason(command, SetAccountLimitsDecoder.reasonEncodingOffset());
        final ModelLimits limits = new ModelLimits(d.maxOrderQuantity(), d.maxOrderNotional(), d.maxPosition());
        if (d.instrumentId() == 0) {
            account.limits = limits;
        } else if (limits.equals(ModelLimits.NONE)) {
            account.ownLimits.remove(d.instrumentId());
        } else {
            account.ownLimits.put(d.instrumentId(), limits);
        }
        exchange.adminEvents.limits(account, d.instrumentId(), limits, d.reason());
    }

    void onDeposit(final ModelCommand command) {
        final DepositDecoder d = command.read(new DepositDecoder());
        final ModelAccount account = rules.account(command.account);
        Rejected.when(!state.assets.containsKey(d.assetId()), RejectReason.UNKNOWN_ASSET);
        Rejected.when(d.amount() <= 0, RejectReason.INVALID_AMOUNT);
        final PrincipalKey id = new PrincipalKey(
                d.depositId().w0(),
                d.depositId().w1(),
                d.depositId().w2(),
                d.depositId().w3());
        Rejected.when(id.equals(PrincipalKey.NONE), RejectReason.MALFORMED);
        Rejected.when(state.deposits.contains(id.toString()), RejectReason.DUPLICATE_DEPOSIT);
        checkSupply(d.assetId(), d.amount());
        state.deposits.add(id.toString());
        account.add(d.assetId(), Exact.of(d.amount()));
        exchange.adminEvents.balance(account, d.assetId(), BalanceChangeKind.DEPOSIT, d.amount(), id, "");
    }

    void onAdjust(final ModelCommand command) {
        final AdjustBalanceDecoder d = command.read(new AdjustBalanceDecoder());
        final ModelAccount account = rules.account(command.account);
        Rejected.when(!state.assets.containsKey(d.assetId()), RejectReason.UNKNOWN_ASSET);
        Rejected.when(d.amount() == 0 || d.amount() == Long.MIN_VALUE, RejectReason.INVALID_AMOUNT);
        checkReason(command, AdjustBalanceDecoder.reasonEncodingOffset());
        final BigInteger available = state.available(account, d.assetId());
        Rejected.when(available.add(Exact.of(d.amount())).signum() < 0, RejectReason.INSUFFICIENT_BALANCE);
        checkSupply(d.assetId(), d.amount());
        account.add(d.assetId(), Exact.of(d.amount()));
        exchange.adminEvents.balance(
                account, d.assetId(), BalanceChangeKind.ADJUSTMENT, d.amount(), PrincipalKey.NONE, d.reason());
    }

    private void checkSupply(final int asset, final long amount) {
        Rejected.when(Exact.exceeds63Bits(state.supply(asset).add(Exact.of(amount))), RejectReason.BALANCE_OVERFLOW);
    }

    private static void checkReason(final ModelCommand command, final int offset) {
        Rejected.when(!command.isPrintable(offset, 64), RejectReason.INVALID_NAME);
    }

    void onSetDeadMan(final ModelCommand command) {
        final SetDeadManTimerDecoder d = command.read(new SetDeadManTimerDecoder());
        final ModelAccount account = rules.customer(command.account);
        final long timeout = d.timeoutNs();
        Rejected.when(
                timeout != 0 && (timeout < ModelState.SECOND || timeout > ModelState.DAY),
                RejectReason.INVALID_DURATION);
        account.deadManTimeout = timeout;
        account.deadManDeadline = timeout == 0 ? 0 : state.time + timeout;
        exchange.adminEvents.deadMan(account);
    }

    void deadManIsDue(final ModelAccount account) {
        account.deadManDeadline = 0;
        account.deadManTimeout = 0;
        exchange.adminEvents.deadMan(account);
        exchange.cancels.cancelAll(o -> o.account == account, CancelReason.DEAD_MAN);
    }

    void onSetConnection(final ModelCommand command) {
        final SetConnectionDecoder d = command.read(new SetConnectionDecoder());
        final ModelAccount account = rules.customer(command.account);
        final ConnectionState wanted = d.state();
        Rejected.when(
                wanted == ConnectionState.NULL_VAL || wanted == ConnectionState.SBE_UNKNOWN,
                RejectReason.UNKNOWN_ENUM_VALUE);
        Rejected.when(command.connectionId == 0, RejectReason.MALFORMED);
        final ModelConnection present = account.connections.get(command.connectionId);
        if (wanted == ConnectionState.OPEN) {
            Rejected.when(d.gracePeriodNs() < 0 || d.gracePeriodNs() > MAX_GRACE, RejectReason.INVALID_DURATION);
            Rejected.when(
                    present == null && account.connections.size() >= MAX_CONNECTIONS,
                    RejectReason.TOO_MANY_CONNECTIONS);
            final ModelConnection connection =
                    account.connections.computeIfAbsent(command.connectionId, ModelConnection::new);
            connection.sessionId = d.sessionId();
            connection.gracePeriod = d.gracePeriodNs();
            connection.clusterSessionId = command.clusterSessionId;
            connection.deadline = 0;
            exchange.adminEvents.connection(account, connection, ConnectionState.OPEN);
            return;
        }
        Rejected.when(present == null || present.sessionId != d.sessionId(), RejectReason.UNKNOWN_CONNECTION);
        if (wanted == ConnectionState.LOST && present.gracePeriod != 0) {
            lose(account, present);
        } else {
            close(account, present);
        }
    }

    private void lose(final ModelAccount account, final ModelConnection connection) {
        connection.deadline = state.time + connection.gracePeriod;
        exchange.adminEvents.connection(account, connection, ConnectionState.LOST);
    }

    /** Logged out, or lost for too long. */
    void close(final ModelAccount account, final ModelConnection connection) {
        account.connections.remove(connection.id);
        exchange.adminEvents.connection(account, connection, ConnectionState.CLOSED);
        exchange.cancels.cancelAll(
                o -> o.account == account && o.connectionId == connection.id, CancelReason.DISCONNECT);
    }

    /** The gateway's session has ended: its connections are lost, but not those that are lost already. */
    void sessionClosed(final long clusterSessionId) {
        for (final ModelAccount account : state.accounts.values()) {
            for (final ModelConnection connection :
                    account.connections.values().stream().toList()) {
                if (connection.clusterSessionId == clusterSessionId && connection.deadline == 0) {
                    if (connection.gracePeriod == 0) {
                        close(account, connection);
                    } else {
                        lose(account, connection);
                    }
                }
            }
        }
    }
}
