package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.settlement.FundsDesk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves credited deposits from their addresses into custody wallets, the largest first, where it is worth it. What a
 * payout waits for is moved however little it is.
 */
final class Sweeps {
    private static final String UNSWEPT = """
            SELECT kind_index FROM settlement_wallets w WHERE kind = 'deposit' AND confirmed >= ? AND confirmed > 0
              AND NOT EXISTS (SELECT FROM settlement_transfers t WHERE t.sender_wallet = w.wallet_id
                AND t.state IN ('prepared', 'pending', 'stuck'))
            ORDER BY confirmed DESC LIMIT 16""";

    private final FundsContext context;
    private final FundsDesk desk;
    private long nextMs;

    Sweeps(final FundsContext context, final FundsDesk desk) {
        this.context = context;
        this.desk = desk;
    }

    int doWork(final long nowMs, final boolean fundsAreMissing) throws SQLException {
        if (nowMs < nextMs || !desk.isTrusted() || desk.room() == 0 || nowMs < desk.notBeforeMs()) {
            return 0;
        }
        nextMs = nowMs + context.pollMs();
        final long minimum = fundsAreMissing ? 1 : context.sweepMinimum();
        int work = 0;
        for (final long account : desk.database().transact(connection -> unswept(connection, minimum))) {
            final long room = desk.room();
            if (room > 0 && desk.sweep(account, room) > 0) {
                work++;
            }
        }
        return work;
    }

    private static List<Long> unswept(final Connection connection, final long minimum) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNSWEPT)) {
            select.setLong(1, minimum);
            try (ResultSet rows = select.executeQuery()) {
                final List<Long> accounts = new ArrayList<>();
                while (rows.next()) {
                    accounts.add(rows.getLong(1));
                }
                return accounts;
            }
        }
    }
}
