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
import java.util.Set;
import java.util.TreeSet;

/** The table {@code settlement_wallets}. */
final class WalletRecords {
    private static final int PROVEN_WALLETS = 8;

    private WalletRecords() {}

    /**
     * Loads all wallets, making pooled and clearing ones that are missing.
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
        if (!control.custody().isSegregated()) {
            for (int i = 0; i < control.custodyWallets(); i++) {
                create(connection, i, new KeyPath(KeyPath.Branch.CUSTODY, i), signer);
            }
        }
        for (int i = 0; i < control.clearingWallets(); i++) {
            create(connection, Custody.FIRST_CLEARING + i, new KeyPath(KeyPath.Branch.CLEARING, i), signer);
        }
        final List<Wallet> wallets = load(connection);
        int proven = 0;
        for (final Wallet wallet : wallets) {
            // Of very many wallets only a few are derived anew here; each is before it signs.
            if (wallet.isClearing() || !control.custody().isSegregated() || proven++ < PROVEN_WALLETS) {
                prove(wallet, signer);
            }
        }
        return wallets;
    }

    /** Records a wallet unless it is there already. {@return the wallet, with nothing in it} */
    static Wallet create(final Connection connection, final int id, final KeyPath path, final TransferSigner signer)
            throws SQLException {
        final Wallet wallet = new Wallet(id, path, DecoinAddress.of(signer.publicKey(path)));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO settlement_wallets"
                + " (wallet_id, kind, kind_index, key_path, address, next_nonce, confirmed, target)"
                + " VALUES (?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT (wallet_id) DO NOTHING")) {
            insert.setInt(1, id);
            insert.setString(2, path.branch().name().toLowerCase(Locale.ROOT));
            insert.setInt(3, path.index());
            insert.setString(4, path.toString());
            insert.setString(5, wallet.address());
            insert.executeUpdate();
        }
        return wallet;
    }

    private static List<Wallet> load(final Connection connection) throws SQLException {
        final List<Wallet> wallets = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT wallet_id, kind, kind_index, address,"
                        + " next_nonce, confirmed, target FROM settlement_wallets"
                        + " WHERE kind <> 'deposit' ORDER BY kind DESC, kind_index");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                final KeyPath.Branch branch =
                        KeyPath.Branch.valueOf(row.getString(2).toUpperCase(Locale.ROOT));
                final Wallet wallet = new Wallet(row.getInt(1), new KeyPath(branch, row.getInt(3)), row.getString(4));
                wallet.nextNonce(row.getLong(5));
                wallet.confirmed(row.getLong(6));
                wallet.target(row.getLong(7));
                wallets.add(wallet);
            }
        }
        return wallets;
    }

    private static void prove(final Wallet wallet, final TransferSigner signer) {
        if (!DecoinAddress.of(signer.publicKey(wallet.path())).equals(wallet.address())) {
            throw new IllegalStateException("the custody seed is not the one that " + wallet.name()
                    + " wallet was made with: set CUSTODY_SEED_FILE to the right file");
        }
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

    /** Sets targets and next nonces of some wallets. */
    static void update(
            final Connection connection, final Map<Integer, Long> targets, final Map<Integer, Long> nextNonces)
            throws SQLException {
        final Set<Integer> ids = new TreeSet<>(targets.keySet());
        ids.addAll(nextNonces.keySet());
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE settlement_wallets w SET"
                + " target = coalesce(u.target, w.target), next_nonce = coalesce(u.nonce, next_nonce),"
                + " updated_at = clock_timestamp()"
                + " FROM unnest(?::integer[], ?::bigint[], ?::bigint[]) AS u (id, target, nonce)"
                + " WHERE w.wallet_id = u.id AND (u.nonce IS NULL OR w.next_nonce < u.nonce)")) {
            update.setArray(1, connection.createArrayOf("integer", ids.toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", ids.stream().map(targets::get).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", ids.stream().map(nextNonces::get).toArray()));
            if (update.executeUpdate() != ids.size()) {
                throw new SQLException("a wallet has used a nonce of this batch already");
            }
        }
    }
}
