package io.unidatum.exchange.ledger.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * External flows that the books have come to know of. Read and recorded in the transaction of a window, so that targets
 * and flows are of the same journal sequence: a deposit counts from the event that credits it, a payout from the one
 * that ends its withdrawal.
 *
 * @param credits deposits that are in the books now.
 * @param ends paid withdrawals that have ended in the books now.
 */
record Bookings(List<Credit> credits, List<End> ends) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Bookings.class);
    private static final String CREDITED = """
            UPDATE chain_deposits d SET state = 'credited', reason = NULL, credited_sequence = l.sequence,
              credited_at = l.credited_at
            FROM deposits l WHERE d.state = 'pending' AND d.chain = ? AND l.deposit_id = decode(d.tx_id, 'hex')
            RETURNING d.account_id, d.address, d.amount""";
    private static final String ENDED = """
            UPDATE withdrawal_payouts p SET state = 'ended', ended_at = clock_timestamp()
            FROM withdrawals w, settlement_transfers t
            WHERE p.state = 'open' AND w.withdrawal_id = p.withdrawal_id AND w.state <> 1
              AND t.transfer_id = p.transfer_id
            RETURNING p.withdrawal_id, p.transfer_id, t.sender_wallet, t.amount + t.network_fee,
              t.chain = ? AND t.state <> 'failed', t.tx_id, w.state = 2, w.transaction_id""";

    /** Takes what is new and records it. */
    static Bookings take(final Connection connection, final int chain) throws SQLException {
        return new Bookings(credits(connection, chain), ends(connection, chain));
    }

    /** What the flows add to what wallets have. {@return base units by wallet id} */
    Map<Integer, Long> deltas(final Custody custody) {
        final Map<Integer, Long> deltas = new HashMap<>();
        for (final Credit credit : credits) {
            deltas.merge(custody.custodianOf(credit.account()), credit.amount(), Math::addExact);
        }
        for (final End end : ends) {
            deltas.merge(end.walletId(), -end.spend(), Math::addExact);
        }
        return deltas;
    }

    private static List<Credit> credits(final Connection connection, final int chain) throws SQLException {
        final List<Credit> credits = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(CREDITED)) {
            update.setInt(1, chain);
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    credits.add(new Credit(rows.getLong(1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        for (final Credit credit : credits) {
            WalletRecords.credit(connection, credit);
        }
        return credits;
    }

    private static List<End> ends(final Connection connection, final int chain) throws SQLException {
        final List<End> ends = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(ENDED)) {
            update.setInt(1, chain);
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    final byte[] booked = rows.getBytes(8);
                    final boolean asPaid = rows.getBoolean(7)
                            && booked != null
                            && HexFormat.of().formatHex(booked).equals(rows.getString(6));
                    if (!rows.getBoolean(5)) {
                        continue;
                    }
                    ends.add(new End(rows.getLong(2), rows.getInt(3), rows.getLong(4)));
                    if (!asPaid) {
                        LOGGER.error(
                                "withdrawal={} was ended by somebody else while transfer={} tx={} pays or has paid it:"
                                        + " compare admin_audit with the chain",
                                rows.getLong(1),
                                rows.getLong(2),
                                rows.getString(6));
                    }
                }
            }
        }
        return ends;
    }

    /**
     * A deposit.
     *
     * @param account that was credited.
     * @param address of its own that the deposit lies on.
     * @param amount base units.
     */
    record Credit(long account, String address, long amount) {}

    /**
     * The end of a withdrawal with a transfer that was made or may yet be.
     *
     * @param transferId of the payout.
     * @param walletId that pays.
     * @param spend what the wallet gives, base units.
     */
    record End(long transferId, int walletId, long spend) {}
}
