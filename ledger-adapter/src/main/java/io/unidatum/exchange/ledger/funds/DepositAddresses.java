package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.decoin.DecoinAddress;
import io.unidatum.exchange.ledger.decoin.KeyPath;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code deposit_addresses}: derives an account's address and records it before it is handed out. */
final class DepositAddresses {
    /** BIP32 children of this kind have indices up to here. */
    static final long LAST_ACCOUNT = Integer.MAX_VALUE;

    private final FundsContext context;

    DepositAddresses(final FundsContext context) {
        this.context = context;
    }

    /** {@return the account's address; empty if there is no such account} */
    Optional<String> of(final Connection connection, final long account) throws SQLException, IOException {
        final Optional<String> known = recorded(connection, account);
        if (known.isPresent() || !exists(connection, account)) {
            return known;
        }
        final KeyPath path = new KeyPath(KeyPath.Branch.DEPOSIT, Math.toIntExact(account));
        final String address = DecoinAddress.of(context.signer().publicKey(path));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO deposit_addresses (account_id, address,"
                        + " wallet_id) VALUES (?, ?, ?) ON CONFLICT (account_id) DO NOTHING")) {
            insert.setLong(1, account);
            insert.setString(2, address);
            insert.setLong(3, -account);
            insert.executeUpdate();
        }
        return Optional.of(address);
    }

    private static Optional<String> recorded(final Connection connection, final long account) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT address FROM deposit_addresses WHERE account_id = ?")) {
            select.setLong(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static boolean exists(final Connection connection, final long account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM accounts WHERE account_id = ?")) {
            select.setLong(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
