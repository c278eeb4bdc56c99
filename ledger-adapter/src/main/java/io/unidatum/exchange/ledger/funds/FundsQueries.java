package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.protocol.Decimal8;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the endpoints read of deposits and withdrawals. Each read is one snapshot. */
final class FundsQueries {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final String DEPOSITS = """
            SELECT d.tx_id, d.amount, d.address, CASE WHEN l.deposit_id IS NULL THEN d.state ELSE 'credited' END,
              greatest(0, s.next_height - d.block_height), d.seen_at, l.credited_at, l.sequence, d.reason
            FROM chain_deposits d LEFT JOIN chain_scan s USING (chain)
              LEFT JOIN deposits l ON l.deposit_id = decode(d.tx_id, 'hex')
            WHERE d.account_id = ? AND (?::text IS NULL OR (d.seen_at, d.tx_id) <
              (SELECT b.seen_at, b.tx_id FROM chain_deposits b WHERE b.tx_id = ? AND b.account_id = ?))
            ORDER BY d.seen_at DESC, d.tx_id DESC LIMIT ?""";
    private static final String WITHDRAWALS = """
            SELECT w.withdrawal_id, a.name, w.amount, w.fee, w.address,
              CASE w.state WHEN 2 THEN 'completed' WHEN 3 THEN 'failed'
                ELSE CASE WHEN t.transfer_id IS NULL THEN 'pending' ELSE 'sent' END END AS status,
              w.transaction_id, t.tx_id, w.reason, w.requested_at, w.ended_at, w.requested_sequence, w.ended_sequence
            FROM withdrawals w JOIN assets a USING (asset_id)
              LEFT JOIN settlement_transfers t ON t.withdrawal_id = w.withdrawal_id AND t.state <> 'failed'
            WHERE w.account_id = ? AND w.withdrawal_id < ? AND w.withdrawal_id > ?
              AND (?::text IS NULL OR a.name = ?)
              AND (?::text IS NULL OR ? = CASE w.state WHEN 2 THEN 'completed' WHEN 3 THEN 'failed'
                ELSE CASE WHEN t.transfer_id IS NULL THEN 'pending' ELSE 'sent' END END)
            ORDER BY w.withdrawal_id DESC LIMIT ?""";

    private FundsQueries() {}

    static List<Map<String, Object>> deposits(
            final Connection connection, final long account, final String before, final int limit, final int required)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DEPOSITS)) {
            select.setLong(1, account);
            select.setString(2, before);
            select.setString(3, before);
            select.setLong(4, account);
            select.setInt(5, limit);
            try (ResultSet row = select.executeQuery()) {
                final List<Map<String, Object>> deposits = new ArrayList<>();
                while (row.next()) {
                    final Map<String, Object> deposit = new LinkedHashMap<>();
                    deposit.put("transaction_id", row.getString(1));
                    deposit.put("asset", "DEC");
                    deposit.put("amount", Decimal8.format(row.getLong(2)));
                    deposit.put("address", row.getString(3));
                    deposit.put("status", row.getString(4));
                    deposit.put("confirmations", row.getLong(5));
                    deposit.put("required_confirmations", required);
                    deposit.put("seen_at", time(row, 6));
                    deposit.put("credited_at", time(row, 7));
                    deposit.put("sequence", row.getLong(8));
                    if (row.getString(9) != null) {
                        deposit.put("reason", row.getString(9));
                    }
                    deposits.add(deposit);
                }
                return deposits;
            }
        }
    }

    static List<Map<String, Object>> withdrawals(final Connection connection, final WithdrawalFilter filter)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WITHDRAWALS)) {
            select.setLong(1, filter.account());
            select.setLong(2, filter.before());
            select.setLong(3, filter.after());
            select.setString(4, filter.asset());
            select.setString(5, filter.asset());
            select.setString(6, filter.status());
            select.setString(7, filter.status());
            select.setInt(8, filter.limit());
            try (ResultSet row = select.executeQuery()) {
                final List<Map<String, Object>> withdrawals = new ArrayList<>();
                while (row.next()) {
                    withdrawals.add(withdrawal(row));
                }
                return withdrawals;
            }
        }
    }

    static long sequence(final Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT sequence FROM journal_position WHERE consumer = 'ledger'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static Map<String, Object> withdrawal(final ResultSet row) throws SQLException {
        final byte[] booked = row.getBytes(7);
        final Map<String, Object> withdrawal = new LinkedHashMap<>();
        withdrawal.put("withdrawal_id", row.getString(1));
        withdrawal.put("asset", row.getString(2));
        withdrawal.put("amount", Decimal8.format(row.getLong(3)));
        withdrawal.put("fee", Decimal8.format(row.getLong(4)));
        withdrawal.put("address", row.getString(5));
        withdrawal.put("status", row.getString(6));
        withdrawal.put(
                "transaction_id",
                booked == null ? row.getString(8) : HexFormat.of().formatHex(booked));
        withdrawal.put("reason", row.getString(9));
        withdrawal.put("requested_at", time(row, 10));
        withdrawal.put("ended_at", time(row, 11));
        withdrawal.put("sequence", Math.max(row.getLong(12), row.getLong(13)));
        return withdrawal;
    }

    private static String time(final ResultSet row, final int column) throws SQLException {
        final OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    /**
     * Which withdrawals.
     *
     * @param account whose.
     * @param after only ids above this one.
     * @param before only ids below this one.
     * @param asset by name; null for all.
     * @param status null for all.
     * @param limit most.
     */
    record WithdrawalFilter(long account, long after, long before, String asset, String status, int limit) {}
}
