package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.decoin.KeyPath;
import io.unidatum.exchange.ledger.decoin.TransferSigner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table {@code settlement_wallets}. */
final class WalletRecords {
    /** Ids of clearing wallets start here; those of custody wallets are their indices. */
    static final int FIRST_CLEARING = 1_000;

    private WalletRecords() {}

    /**
     * Loads all wallets, making those that are missing.
     *
     * @param connection in a transaction.
     * @param control how many there are.
     * @param signer of their keys.
     * @return custody wallets by index, then clearing wallets.
     * @throws SQLException if that fails.
     * @throws IllegalStateException if the signer's keys are not those of the recorded wallets.
     */
    static List<Wallet> loadOrCreate(final Connection connection, final Control control, final TransferSigner signer)
            throws SQLException {
        final List<Wallet> wallets = new ArrayList<>();
        for (int i = 0; i < control.custodyWallets(); i++) {
            wallets.add(wallet(i, new KeyPath(KeyPath.Branch.CUSTODY, i), signer));
        }
        for (int i = 0; i < control.clearingWallets(); i++) {
            wallets.add(wallet(FIRST_CLEARING + i, new KeyPath(KeyPath.Branch.CLEARING, i), signer));
        }
        for (final Wallet wallet : wallets) {
            load(connection, wallet);
        }
        return wallets;
    }

    /** Id of an account's deposit address among the wallets. */
    static int depositId(final long account) {
        return -Math.toIntExact(account);
    }

    /** Adds what was credited to the recorded balance of a deposit address, which gets its record with the first. */
    static void credit(final Connection connection, final Bookings.Credit credit) throws SQLException {
        final KeyPath path = new KeyPath(KeyPath.Branch.DEPOSIT, Math.toIntExact(credit.account()));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_wallets"
                + " (wallet_id, kind, kind_index, key_path, address, next_nonce, confirmed, target)"
                + " VALUES (?, 'deposit', ?, ?, ?, 0, ?, 0) ON CONFLICT (wallet_id) DO UPDATE SET"
                + " confirmed = settlement_wallets.confirmed + excluded.confirmed,"
                + " updated_at = clock_timestamp()")) {
            insert.setInt(1, depositId(credit.account()));
            insert.setInt(2, path.index());
            insert.setString(3, path.toString());
            insert.setString(4, credit.address());
            insert.setLong(5, credit.amount());
            insert.executeUpdate();
        }
    }

    /** {@return a deposit address from the records, with nothing pending} */
    static Wallet loadDeposit(final Connection connection, final int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT kind_index, address, next_nonce, confirmed"
                + " FROM settlement_wallets WHERE wallet_id = ? AND kind = 'deposit'")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("deposit wallet " + id + " is not in the records");
                }
                final Wallet wallet =
                        new Wallet(id, new KeyPath(KeyPath.Branch.DEPOSIT, row.getInt(1)), row.getString(2));
                wallet.nextNonce(row.getLong(3));
                wallet.confirmed(row.getLong(4));
                return wallet;
            }
        }
    }

    /** Loads into custody wallets what lies credited on their deposit addresses. */
    static void loadUnswept(final Connection connection, final WalletBook book) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT kind_index, confirmed"
                        + " FROM settlement_wallets WHERE kind = 'deposit' AND confirmed > 0");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                book.custodyOf(rows.getLong(1)).addUnswept(rows.getLong(2));
            }
        }
    }

    /** Changes recorded balances. */
    static void add(final Connection connection, final Map<Integer, Long> amounts) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_wallets"
                + " SET confirmed = confirmed + ?, updated_at = clock_timestamp() WHERE wallet_id = ?")) {
            for (final Map.Entry<Integer, Long> entry : amounts.entrySet()) {
                update.setLong(1, entry.getValue());
                update.setInt(2, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Sets all recorded balances to nothing, for a chain that begins again. */
    static void empty(final Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE settlement_wallets SET confirmed = 0, updated_at = clock_timestamp()")) {
            update.executeUpdate();
        }
    }

    static void target(final Connection connection, final int walletId, final long target) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_wallets"
                + " SET target = ?, updated_at = clock_timestamp() WHERE wallet_id = ? AND target <> ?")) {
            update.setLong(1, target);
            update.setInt(2, walletId);
            update.setLong(3, target);
            update.executeUpdate();
        }
    }

    static void nextNonce(final Connection connection, final int walletId, final long nonce) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE settlement_wallets SET next_nonce = ? WHERE wallet_id = ? AND next_nonce < ?")) {
            update.setLong(1, nonce);
            update.setInt(2, walletId);
            update.setLong(3, nonce);
            if (update.executeUpdate() != 1) {
                throw new SQLException("wallet " + walletId + " has used nonce " + (nonce - 1) + " already");
            }
        }
    }

    private static Wallet wallet(final int id, final KeyPath path, final TransferSigner signer) {
        return new Wallet(id, path, DecoinAddress.of(signer.publicKey(path)));
    }

    private static void load(final Connection connection, final Wallet wallet) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_wallets"
                + " (wallet_id, kind, kind_index, key_path, address, next_nonce, confirmed, target)"
                + " VALUES (?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT (wallet_id) DO NOTHING")) {
            insert.setInt(1, wallet.id());
            insert.setString(2, wallet.path().branch().name().toLowerCase(Locale.ROOT));
            insert.setInt(3, wallet.path().index());
            insert.setString(4, wallet.path().toString());
            insert.setString(5, wallet.address());
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT address, next_nonce, confirmed, target FROM settlement_wallets WHERE wallet_id = ?")) {
            select.setInt(1, wallet.id());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (!wallet.address().equals(row.getString(1))) {
                    throw new IllegalStateException("the custody seed is not the one that " + wallet.name()
                            + " wallet was made with: set CUSTODY_SEED_FILE to the right file");
                }
                wallet.nextNonce(row.getLong(2));
                wallet.confirmed(row.getLong(3));
                wallet.target(row.getLong(4));
            }
        }
    }
}
