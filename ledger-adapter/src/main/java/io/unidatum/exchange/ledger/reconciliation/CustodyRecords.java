package io.unidatum.exchange.ledger.reconciliation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What settlement's records say of wallets and transfers. Each call is one snapshot, given by the caller. */
final class CustodyRecords {
    static final String ASSET = "DEC";

    private static final String WALLETS = """
            SELECT w.wallet_id, w.kind || ' ' || w.kind_index, w.address, w.confirmed,
              coalesce((SELECT sum(t.amount) FROM settlement_transfers t WHERE t.recipient_wallet = w.wallet_id
                AND t.state IN ('prepared', 'pending', 'stuck')), 0)
              + CASE w.kind WHEN 'deposit' THEN coalesce((SELECT sum(d.amount) FROM chain_deposits d
                WHERE d.account_id = w.kind_index AND d.chain = ? AND d.state <> 'credited'), 0) ELSE 0 END,
              coalesce((SELECT sum(t.amount + t.network_fee) FROM settlement_transfers t
                WHERE t.sender_wallet = w.wallet_id AND t.state IN ('prepared', 'pending', 'stuck')), 0)
            FROM settlement_wallets w WHERE w.kind <> 'deposit' OR w.confirmed > 0
            ORDER BY w.updated_at DESC, w.wallet_id LIMIT ?""";
    private static final String MOVED = """
            WITH moved AS (
              SELECT recipient_wallet AS wallet_id, amount FROM settlement_transfers
                WHERE state = 'confirmed' AND chain = ? AND recipient_wallet IS NOT NULL
              UNION ALL SELECT sender_wallet, -amount - network_fee FROM settlement_transfers
                WHERE state = 'confirmed' AND chain = ? AND sender_wallet IS NOT NULL
              UNION ALL SELECT wallet_id, amount FROM settlement_external_flows WHERE chain = ?
              UNION ALL SELECT w.wallet_id, d.amount FROM chain_deposits d
                JOIN settlement_wallets w ON w.kind = 'deposit' AND w.kind_index = d.account_id
                WHERE d.chain = ? AND d.state = 'credited')
            SELECT w.wallet_id, w.kind || ' ' || w.kind_index, w.confirmed, coalesce(m.amount, 0)
            FROM settlement_wallets w LEFT JOIN (SELECT wallet_id, sum(amount) AS amount FROM moved GROUP BY 1) m
              USING (wallet_id) WHERE w.confirmed <> coalesce(m.amount, 0) ORDER BY 1""";
    private static final String TOTALS = """
            SELECT coalesce((SELECT sum(b.available::numeric + b.held) FROM balances b
                WHERE b.asset_id = a.asset_id), 0),
              coalesce((SELECT sum(confirmed) FROM settlement_wallets), 0),
              coalesce((SELECT sum(t.amount + t.network_fee) FROM settlement_transfers t
                JOIN withdrawals w USING (withdrawal_id)
                WHERE t.kind = 'payout' AND t.state = 'confirmed' AND t.chain = ? AND w.state = 1), 0),
              coalesce((SELECT sum(d.amount) FROM chain_deposits d WHERE d.chain = ? AND d.state <> 'credited'
                AND EXISTS (SELECT FROM deposits l WHERE l.deposit_id = decode(d.tx_id, 'hex'))), 0),
              coalesce((SELECT sum(t.amount + t.network_fee) FROM settlement_transfers t
                JOIN withdrawals w USING (withdrawal_id) WHERE t.kind = 'payout' AND w.state = 2
                AND t.state IN ('prepared', 'pending', 'stuck')), 0)
            FROM assets a WHERE a.name = 'DEC'""";

    private CustodyRecords() {}

    /**
     * A wallet.
     *
     * @param id of it.
     * @param name such as {@code custody 3}.
     * @param address on chain.
     * @param confirmed in blocks, by the records.
     * @param incoming what may be in a block although the records do not know it yet.
     * @param outgoing what may have left although the records do not know it yet.
     */
    record Wallet(int id, String name, String address, long confirmed, long incoming, long outgoing) {
        /** What the node may say; it takes off what is pending. */
        boolean explains(final long balance) {
            return balance >= confirmed - outgoing && balance <= confirmed + incoming;
        }

        long nearest(final long balance) {
            return Math.max(confirmed - outgoing, Math.min(confirmed + incoming, balance));
        }
    }

    /** {@return the present chain's number; -1 if settlement never ran} */
    static int chain(final Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT chain FROM settlement_control");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getInt(1) : -1;
        }
    }

    static List<Wallet> wallets(final Connection connection, final int chain, final int most) throws SQLException {
        final List<Wallet> wallets = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(WALLETS)) {
            select.setInt(1, chain);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    wallets.add(new Wallet(
                            row.getInt(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6)));
                }
            }
        }
        return wallets;
    }

    /** Each wallet's recorded balance must be what all recorded movements add up to. */
    static void moved(final Connection connection, final int chain, final Report report) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MOVED)) {
            for (int i = 1; i <= 4; i++) {
                select.setInt(i, chain);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    final BigDecimal moved = row.getBigDecimal(4);
                    final BigDecimal confirmed = row.getBigDecimal(3);
                    if (moved.compareTo(confirmed) != 0) {
                        report.add(new Difference(
                                "records",
                                "wallet " + row.getString(2),
                                moved,
                                confirmed,
                                "its recorded balance is not what the recorded transfers add up to: one is missing"));
                    }
                }
            }
        }
    }

    /** All DEC in the books must be in the wallets, external flows counted from the event that books them. */
    static void totals(final Connection connection, final int chain, final Report report) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOTALS)) {
            select.setInt(1, chain);
            select.setInt(2, chain);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                final BigDecimal books = row.getBigDecimal(1);
                final BigDecimal custody = row.getBigDecimal(2)
                        .add(row.getBigDecimal(3))
                        .add(row.getBigDecimal(4))
                        .subtract(row.getBigDecimal(5));
                if (books.compareTo(custody) != 0) {
                    report.add(new Difference(
                            "custody",
                            "total " + ASSET,
                            books,
                            custody,
                            books.compareTo(custody) > 0
                                    ? "the wallets hold less than the books say: a wallet must be funded, see"
                                            + " docs/settlement.md"
                                    : "the wallets hold more than the books say"));
                }
            }
        }
    }

    /** {@return ids of confirmed transfers, newest first} */
    static List<String> confirmedTransfers(final Connection connection, final int chain, final int most)
            throws SQLException {
        final List<String> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT tx_id FROM settlement_transfers"
                + " WHERE chain = ? AND state = 'confirmed' ORDER BY block_height DESC, transfer_id DESC LIMIT ?")) {
            select.setInt(1, chain);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
        }
        return ids;
    }
}
