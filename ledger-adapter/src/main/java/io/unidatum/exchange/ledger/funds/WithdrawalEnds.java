package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.ledger.cluster.AdapterCommands;
import io.unidatum.exchange.ledger.cluster.RequestId;
import io.unidatum.exchange.ledger.settlement.FundsDesk;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends withdrawals whose payouts lie deep enough in the chain. Asks again until the books say that they have ended. */
final class WithdrawalEnds {
    private static final Logger LOGGER = LoggerFactory.getLogger(WithdrawalEnds.class);
    // A payout on a chain that was abandoned since has been paid none the less.
    private static final String PAID = """
            SELECT w.withdrawal_id, w.account_id, t.network_fee, t.tx_id
            FROM withdrawal_payouts p JOIN settlement_transfers t ON t.transfer_id = p.transfer_id
              JOIN withdrawals w ON w.withdrawal_id = p.withdrawal_id
            WHERE p.state = 'open' AND w.state = 1 AND t.state = 'confirmed' AND (t.chain < ? OR
              greatest(?, (SELECT next_height - 1 FROM chain_scan WHERE chain = ?)) - t.block_height + 1 >= ?)
            ORDER BY w.withdrawal_id LIMIT 64""";

    private final FundsContext context;
    private final FundsDesk desk;
    private final ClusterCommands commands;
    private long nextMs;

    WithdrawalEnds(final FundsContext context, final FundsDesk desk, final ClusterCommands commands) {
        this.context = context;
        this.desk = desk;
        this.commands = commands;
    }

    int doWork(final long nowMs) throws SQLException {
        int work = commands.collect(this::onOutcome);
        if (nowMs < nextMs || desk.isStopped()) {
            return work;
        }
        nextMs = nowMs + context.pollMs();
        final List<Paid> all = desk.database().transact(this::paid);
        if (all.isEmpty()) {
            commands.trouble(null);
        }
        for (final Paid paid : all) {
            work += commands.send(
                    String.valueOf(paid.withdrawalId()),
                    AdapterCommands.completeWithdrawal(
                            paid.account(),
                            paid.withdrawalId(),
                            paid.networkFee(),
                            HexFormat.of().parseHex(paid.txId())),
                    RequestId.derived("complete-withdrawal", String.valueOf(paid.withdrawalId()), paid.txId()),
                    nowMs);
        }
        return work;
    }

    private void onOutcome(final String id, final CommandResult result) {
        if (result.accepted()) {
            LOGGER.info("withdrawal={} account={} completed", id, result.account());
        } else if (result.rejectReason() != RejectReason.UNKNOWN_WITHDRAWAL) {
            LOGGER.error("withdrawal={} is paid but does not end: {}", id, result.rejectReason());
            commands.trouble("the cluster refuses the ends of withdrawals: " + result.rejectReason());
        }
    }

    private List<Paid> paid(final Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAID)) {
            select.setInt(1, desk.chain());
            select.setLong(2, desk.nodeHeight());
            select.setInt(3, desk.chain());
            select.setInt(4, context.withdrawalConfirmations());
            try (ResultSet rows = select.executeQuery()) {
                final List<Paid> paid = new ArrayList<>();
                while (rows.next()) {
                    paid.add(new Paid(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getString(4)));
                }
                return paid;
            }
        }
    }

    private record Paid(long withdrawalId, long account, long networkFee, String txId) {}
}
