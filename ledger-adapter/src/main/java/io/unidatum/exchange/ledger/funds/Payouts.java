package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.ledger.cluster.AdapterCommands;
import io.unidatum.exchange.ledger.cluster.RequestId;
import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.settlement.FundsDesk;
import io.unidatum.exchange.ledger.settlement.FundsDesk.Payout;
import io.unidatum.exchange.protocol.Decimal8;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays withdrawals of DEC that the books hold and that no living transfer is for. Those that can never be paid, because
 * of their address, are ended as failed; those that cannot be paid now wait.
 */
final class Payouts {
    private static final Logger LOGGER = LoggerFactory.getLogger(Payouts.class);
    private static final int PAGE = 64;
    private static final long ASKING_MS = 5;
    private static final String UNPAID = """
            SELECT w.withdrawal_id, w.account_id, w.address, w.amount, w.fee FROM withdrawals w
            WHERE w.state = 1 AND w.asset_id = (SELECT asset_id FROM assets WHERE name = 'DEC') AND w.withdrawal_id > ?
              AND NOT EXISTS (SELECT FROM settlement_transfers t WHERE t.withdrawal_id = w.withdrawal_id
                AND t.state <> 'failed')
            ORDER BY w.withdrawal_id LIMIT\s""" + PAGE;

    private final FundsContext context;
    private final FundsDesk desk;
    private final ClusterCommands commands;
    private final PayoutHistory history;
    private long nextMs;
    private long after;
    private int waitingInRound;
    private String reasonInRound;
    private boolean asking;
    private int waiting;
    private long waitingSinceMs = Long.MAX_VALUE;
    private String reason;

    Payouts(final FundsContext context, final FundsDesk desk, final ClusterCommands commands) {
        this.context = context;
        this.desk = desk;
        this.commands = commands;
        history = new PayoutHistory(desk);
    }

    /** {@return how many withdrawals could not be paid when they were last looked at} */
    int waiting() {
        return waiting;
    }

    /** {@return why one has waited for some time, for an operator; null if none has} */
    String reason() {
        return reason;
    }

    /** {@return true if a wallet's confirmed balance did not cover one of them} */
    boolean fundsAreMissing() {
        return waiting > 0;
    }

    int doWork(final long nowMs) throws SQLException {
        int work = commands.collect(Payouts::onOutcome);
        if (!desk.isTrusted()) {
            history.forget();
            return work;
        }
        if (nowMs < nextMs || nowMs < desk.notBeforeMs()) {
            return work;
        }
        final List<Withdrawal> unpaid = desk.database().transact(this::unpaid);
        if (unpaid.isEmpty()) {
            commands.trouble(null);
        }
        for (final Withdrawal withdrawal : unpaid) {
            work += pay(withdrawal, nowMs);
        }
        if (unpaid.size() == PAGE) {
            after = unpaid.get(PAGE - 1).id();
        } else {
            after = 0;
            nextMs = nowMs + (asking ? ASKING_MS : context.pollMs());
            asking = false;
            waiting = waitingInRound;
            waitingSinceMs = waiting == 0 ? Long.MAX_VALUE : Math.min(waitingSinceMs, nowMs);
            reason = nowMs - waitingSinceMs > context.patienceMs() ? reasonInRound : null;
            waitingInRound = 0;
            reasonInRound = null;
        }
        return work;
    }

    private int pay(final Withdrawal withdrawal, final long nowMs) throws SQLException {
        if (!DecoinAddress.isValid(withdrawal.address())) {
            return fail(withdrawal, "not a DeCoin address: DEC and 40 hex digits, lower case", nowMs);
        }
        if (desk.isWallet(withdrawal.address())) {
            return fail(withdrawal, "the address is a wallet of the exchange itself", nowMs);
        }
        final long networkFee = Math.min(context.networkFee(), withdrawal.fee());
        final OptionalInt payer = desk.payer(withdrawal.account(), withdrawal.amount() + networkFee);
        if (desk.room() < withdrawal.amount()) {
            return await("withdrawal " + withdrawal.id() + " of " + Decimal8.format(withdrawal.amount())
                    + " DEC waits until a block of the node has room for it; if it never has, raise the block's cap");
        }
        if (payer.isEmpty()) {
            return await("withdrawal " + withdrawal.id() + " of " + Decimal8.format(withdrawal.amount())
                    + " DEC waits until a wallet's confirmed balance covers it");
        }
        if (!history.isClear(withdrawal.id(), withdrawal.address(), nowMs)) {
            asking = true;
            return 0;
        }
        desk.pay(
                new Payout(
                        withdrawal.id(), withdrawal.account(), withdrawal.address(), withdrawal.amount(), networkFee),
                payer.getAsInt());
        LOGGER.info(
                "withdrawal={} account={} amount={} address={} wallet={} is paid",
                withdrawal.id(),
                withdrawal.account(),
                withdrawal.amount(),
                withdrawal.address(),
                payer.getAsInt());
        return 1;
    }

    private int await(final String why) {
        waitingInRound++;
        reasonInRound = reasonInRound == null ? why : reasonInRound;
        return 0;
    }

    private int fail(final Withdrawal withdrawal, final String why, final long nowMs) {
        return commands.send(
                String.valueOf(withdrawal.id()),
                AdapterCommands.failWithdrawal(withdrawal.account(), withdrawal.id(), why),
                RequestId.derived("fail-withdrawal", String.valueOf(withdrawal.id())),
                nowMs);
    }

    private static void onOutcome(final String id, final CommandResult result) {
        LOGGER.warn("withdrawal={} account={} ended as failed: {}", id, result.account(), result.rejectReason());
    }

    private List<Withdrawal> unpaid(final Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNPAID)) {
            select.setLong(1, after);
            try (ResultSet rows = select.executeQuery()) {
                final List<Withdrawal> unpaid = new ArrayList<>();
                while (rows.next()) {
                    unpaid.add(new Withdrawal(
                            rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getLong(4), rows.getLong(5)));
                }
                return unpaid;
            }
        }
    }

    private record Withdrawal(long id, long account, String address, long amount, long fee) {}
}
