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
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has deposits that lie deep enough credited, each by a command with the transaction's id, which the cluster carries
 * out once, for ever. Credited in the records is what the books say, see settlement's windows; until then a deposit is
 * asked for again. What nobody can be credited with is set aside with the reason.
 */
final class DepositCredits {
    private static final Logger LOGGER = LoggerFactory.getLogger(DepositCredits.class);
    private static final String DUE = """
            SELECT d.tx_id, d.account_id, d.amount, a.asset_id
            FROM chain_deposits d JOIN chain_scan s USING (chain) JOIN assets a ON a.name = 'DEC'
            WHERE d.state = 'pending' AND d.chain = ? AND s.next_height - d.block_height >= ?
              AND NOT EXISTS (SELECT FROM deposits l WHERE l.deposit_id = decode(d.tx_id, 'hex'))
            ORDER BY d.block_height, d.tx_id LIMIT 64""";
    /** What will not become otherwise by asking again. */
    private static final Set<RejectReason> FINAL =
            EnumSet.of(RejectReason.UNKNOWN_ACCOUNT, RejectReason.RESERVED_ACCOUNT, RejectReason.BALANCE_OVERFLOW);

    private final FundsContext context;
    private final FundsDesk desk;
    private final ClusterCommands commands;
    private final Map<String, String> unclaimed = new LinkedHashMap<>();
    private long nextMs;

    DepositCredits(final FundsContext context, final FundsDesk desk, final ClusterCommands commands) {
        this.context = context;
        this.desk = desk;
        this.commands = commands;
    }

    int doWork(final long nowMs) throws SQLException {
        int work = commands.collect(this::onOutcome);
        if (!unclaimed.isEmpty()) {
            desk.database().transact(this::setAside);
            unclaimed.clear();
        }
        if (nowMs < nextMs || !desk.isTrusted()) {
            return work;
        }
        nextMs = nowMs + context.pollMs();
        final List<Due> all = desk.database().transact(this::due);
        if (all.isEmpty()) {
            commands.trouble(null);
        }
        for (final Due due : all) {
            work += commands.send(
                    due.txId(),
                    AdapterCommands.deposit(
                            due.account(),
                            due.assetId(),
                            due.amount(),
                            HexFormat.of().parseHex(due.txId())),
                    RequestId.derived("deposit", due.txId()),
                    nowMs);
        }
        return work;
    }

    private void onOutcome(final String txId, final CommandResult result) {
        final RejectReason reason = result.rejectReason();
        if (result.accepted()) {
            LOGGER.info("deposit={} account={} credited sequence={}", txId, result.account(), result.lastSequence());
        } else if (FINAL.contains(reason)) {
            LOGGER.error("deposit={} account={} cannot be credited: {}", txId, result.account(), reason);
            unclaimed.put(txId, reason.name());
        } else if (reason != RejectReason.DUPLICATE_DEPOSIT) {
            LOGGER.error("deposit={} account={} is not credited yet: {}", txId, result.account(), reason);
            commands.trouble("the cluster refuses deposits: " + reason
                    + (reason == RejectReason.NOT_AUTHORISED ? ". Give the adapter's key the role adapter" : ""));
        }
    }

    private List<Due> due(final Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setInt(1, desk.chain());
            select.setInt(2, context.depositConfirmations());
            try (ResultSet rows = select.executeQuery()) {
                final List<Due> due = new ArrayList<>();
                while (rows.next()) {
                    due.add(new Due(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getInt(4)));
                }
                return due;
            }
        }
    }

    private Void setAside(final Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE chain_deposits SET state = 'unclaimed', reason = ? WHERE tx_id = ? AND state = 'pending'")) {
            for (final Map.Entry<String, String> entry : unclaimed.entrySet()) {
                update.setString(1, entry.getValue());
                update.setString(2, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
        return null;
    }

    private record Due(String txId, long account, long amount, int assetId) {}
}
