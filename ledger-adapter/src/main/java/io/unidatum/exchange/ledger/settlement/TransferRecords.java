package io.unidatum.exchange.ledger.settlement;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The table {@code settlement_transfers}. */
final class TransferRecords {
    private static final String ENDED =
            "EXISTS (SELECT FROM withdrawal_payouts p WHERE p.transfer_id = t.transfer_id" + " AND p.state = 'ended')";

    private static final String OPEN = " WHERE t.transfer_id = u.id AND t.state IN ('prepared', 'pending', 'stuck')";

    private TransferRecords() {}

    /** Records the transfers of a batch. */
    static void insert(
            final Connection connection, final int chain, final List<OpenTransfer> transfers, final long nowMs)
            throws SQLException {
        if (transfers.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_transfers"
                + " (transfer_id, batch_id, chain, sender_wallet, recipient_wallet, amount, nonce, tx_id, body, state,"
                + " created_at) SELECT id, batch, ?, sender, recipient, amount, nonce, tx, body, 'prepared', ?"
                + " FROM unnest(?::bigint[], ?::bigint[], ?::integer[], ?::integer[], ?::bigint[], ?::bigint[],"
                + " ?::text[], ?::text[]) AS t (id, batch, sender, recipient, amount, nonce, tx, body)")) {
            insert.setInt(1, chain);
            insert.setTimestamp(2, new Timestamp(nowMs));
            insert.setArray(3, array(connection, "bigint", transfers, OpenTransfer::id));
            insert.setArray(4, array(connection, "bigint", transfers, OpenTransfer::batchId));
            insert.setArray(
                    5,
                    array(
                            connection,
                            "integer",
                            transfers,
                            transfer -> transfer.sender() == null
                                    ? null
                                    : transfer.sender().id()));
            insert.setArray(6, array(connection, "integer", transfers, transfer -> transfer.recipient()
                    .id()));
            insert.setArray(7, array(connection, "bigint", transfers, OpenTransfer::amount));
            insert.setArray(8, array(connection, "bigint", transfers, OpenTransfer::nonce));
            insert.setArray(9, array(connection, "text", transfers, OpenTransfer::txId));
            insert.setArray(10, array(connection, "text", transfers, OpenTransfer::body));
            insert.executeUpdate();
        }
    }

    private static Array array(
            final Connection connection,
            final String type,
            final Collection<OpenTransfer> transfers,
            final Function<OpenTransfer, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, transfers.stream().map(value).toArray());
    }

    /** Records a transfer; {@code recipientAddress} is that of a payout, else null. */
    static void insert(
            final Connection connection,
            final int chain,
            final OpenTransfer transfer,
            final String recipientAddress,
            final long nowMs)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_transfers"
                + " (transfer_id, batch_id, chain, sender_wallet, recipient_wallet, amount, nonce, tx_id, body, state,"
                + " created_at, kind, network_fee, withdrawal_id, recipient_address)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'prepared', ?, ?, ?, ?, ?)")) {
            insert.setLong(1, transfer.id());
            insert.setObject(2, orNull(transfer.batchId()));
            insert.setInt(3, chain);
            insert.setObject(
                    4, transfer.sender() == null ? null : transfer.sender().id());
            insert.setObject(
                    5,
                    transfer.recipient() == null ? null : transfer.recipient().id());
            insert.setLong(6, transfer.amount());
            insert.setLong(7, transfer.nonce());
            insert.setString(8, transfer.txId());
            insert.setString(9, transfer.body());
            insert.setTimestamp(10, new Timestamp(nowMs));
            insert.setString(11, transfer.kind().code());
            insert.setLong(12, transfer.networkFee());
            insert.setObject(13, orNull(transfer.withdrawalId()));
            insert.setString(14, recipientAddress);
            insert.executeUpdate();
        }
    }

    private static Long orNull(final long id) {
        return id == 0 ? null : id;
    }

    /** Loads what is not finished into the book, oldest first. */
    static void loadOpen(final Connection connection, final WalletBook book) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT transfer_id, batch_id, sender_wallet,"
                        + " recipient_wallet, amount, nonce, tx_id, body, upper(state), accepted_at, upper(kind),"
                        + " network_fee, withdrawal_id, " + ENDED
                        + " FROM settlement_transfers t WHERE state IN ('prepared', 'pending', 'stuck')"
                        + " ORDER BY transfer_id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                final Integer recipient = row.getObject(4, Integer.class);
                final Timestamp acceptedAt = row.getTimestamp(10);
                final OpenTransfer transfer = new OpenTransfer(
                        OpenTransfer.Kind.valueOf(row.getString(11)),
                        row.getLong(1),
                        row.getLong(2),
                        sender(connection, book, row.getObject(3, Integer.class)),
                        recipient == null ? null : book.wallet(recipient),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getString(8),
                        OpenTransfer.State.valueOf(row.getString(9)),
                        acceptedAt == null ? 0 : acceptedAt.getTime(),
                        row.getLong(12),
                        row.getLong(13));
                if (row.getBoolean(14)) {
                    transfer.owed(false);
                }
                book.add(transfer);
            }
        }
    }

    /** Loads payouts that are in blocks of this chain while the books do not know the end of their withdrawals. */
    static void loadOwed(final Connection connection, final int chain, final WalletBook book) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT t.sender_wallet, t.amount + t.network_fee"
                + " FROM withdrawal_payouts p JOIN settlement_transfers t USING (transfer_id)"
                + " WHERE p.state = 'open' AND t.state = 'confirmed' AND t.chain = ?")) {
            select.setInt(1, chain);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    book.wallet(rows.getInt(1)).addOwed(0, rows.getLong(2));
                }
            }
        }
    }

    private static Wallet sender(final Connection connection, final WalletBook book, final Integer id)
            throws SQLException {
        if (id == null) {
            return null;
        }
        final boolean firstOfDeposit = id < 0 && book.depositWallet(id) == null;
        return firstOfDeposit ? WalletRecords.loadDeposit(connection, id) : book.wallet(id);
    }

    /** The node has them, each since its own time. */
    static void accepted(final Connection connection, final List<OpenTransfer> transfers) throws SQLException {
        if (transfers.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_transfers t"
                + " SET state = 'pending', accepted_at = u.at"
                + " FROM unnest(?::bigint[], ?::timestamptz[]) AS u (id, at)" + OPEN)) {
            update.setArray(1, array(connection, "bigint", transfers, OpenTransfer::id));
            update.setArray(
                    2, array(connection, "timestamptz", transfers, transfer -> new Timestamp(transfer.acceptedAtMs())));
            expect(transfers.size(), update.executeUpdate());
        }
    }

    /** They are in blocks. */
    static void confirmed(final Connection connection, final Map<OpenTransfer, Long> heights, final long nowMs)
            throws SQLException {
        if (heights.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_transfers t"
                + " SET state = 'confirmed', block_height = u.height, confirmed_at = ?"
                + " FROM unnest(?::bigint[], ?::bigint[]) AS u (id, height)" + OPEN)) {
            update.setTimestamp(1, new Timestamp(nowMs));
            update.setArray(2, array(connection, "bigint", heights.keySet(), OpenTransfer::id));
            update.setArray(3, array(connection, "bigint", heights.keySet(), heights::get));
            expect(heights.size(), update.executeUpdate());
        }
    }

    private static void expect(final int expected, final int updated) throws SQLException {
        if (updated != expected) {
            throw new SQLException((expected - updated) + " transfers are finished in the records already");
        }
    }

    static void stuck(final Connection connection, final OpenTransfer transfer, final long nowMs) throws SQLException {
        update(connection, "state = 'stuck', stuck_at = ?", transfer, new Timestamp(nowMs));
    }

    static void prepared(final Connection connection, final OpenTransfer transfer) throws SQLException {
        update(connection, "state = 'prepared', accepted_at = NULL, stuck_at = NULL", transfer);
    }

    static void failed(final Connection connection, final OpenTransfer transfer, final String detail, final long nowMs)
            throws SQLException {
        update(connection, "state = 'failed', detail = ?, failed_at = ?", transfer, detail, new Timestamp(nowMs));
    }

    /** {@return ids of the newest confirmed transfers of a chain, newest first} */
    static List<String> lastConfirmed(final Connection connection, final int chain, final int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT tx_id FROM settlement_transfers"
                + " WHERE state = 'confirmed' AND chain = ? ORDER BY block_height DESC, transfer_id DESC LIMIT ?")) {
            select.setInt(1, chain);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                final List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    static Optional<String> lastConfirmed(final Connection connection, final int chain) throws SQLException {
        return lastConfirmed(connection, chain, 1).stream().findFirst();
    }

    /** {@return those of the ids that are transfers of ours which count} */
    static Set<String> known(final Connection connection, final Iterable<String> ids) throws SQLException {
        final List<String> list = new ArrayList<>();
        ids.forEach(list::add);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT tx_id FROM settlement_transfers WHERE tx_id = ANY (?) AND state <> 'failed'")) {
            select.setArray(1, connection.createArrayOf("text", list.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                final Set<String> known = new HashSet<>();
                while (rows.next()) {
                    known.add(rows.getString(1));
                }
                return known;
            }
        }
    }

    private static void update(
            final Connection connection, final String change, final OpenTransfer transfer, final Object... values)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_transfers SET " + change
                + " WHERE transfer_id = ? AND state IN ('prepared', 'pending', 'stuck')")) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.setLong(values.length + 1, transfer.id());
            if (update.executeUpdate() != 1) {
                throw new SQLException("transfer " + transfer.id() + " is finished in the records already");
            }
        }
    }
}
