package io.unidatum.exchange.ledger.reconciliation;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import io.unidatum.exchange.ledger.reconciliation.CustodyRecords.Wallet;
import io.unidatum.exchange.ledger.settlement.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Whether the node knows what settlement's records say: each wallet's balance, and the transfers. */
final class ChainCheck {
    private static final String CHECK = "chain";
    /** The records follow the chain within moments: what differs is looked at again before it is a difference. */
    private static final int ATTEMPTS = 5;

    private static final long PAUSE_MS = 400;

    private final Database database;
    private final DecoinNodeClient node;
    private final int wallets;
    private final int transfers;

    /**
     * Constructs the check.
     *
     * @param database with settlement's records.
     * @param node of the chain.
     * @param wallets how many of those that changed last are asked for.
     * @param transfers how many of the newest are looked up.
     */
    ChainCheck(final Database database, final DecoinNodeClient node, final int wallets, final int transfers) {
        this.database = database;
        this.node = node;
        this.wallets = wallets;
        this.transfers = transfers;
    }

    void run(final int chain, final Report report) throws SQLException, InterruptedException {
        List<Wallet> open = database.transact(connection -> CustodyRecords.wallets(connection, chain, wallets));
        open.forEach(wallet -> report.wallet());
        final List<Difference> found = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            if (attempt > 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                final List<Integer> ids = open.stream().map(Wallet::id).toList();
                open = database.transact(connection -> CustodyRecords.wallets(connection, chain, wallets)).stream()
                        .filter(wallet -> ids.contains(wallet.id()))
                        .toList();
            }
            found.clear();
            final List<Wallet> differing = new ArrayList<>();
            for (final Wallet wallet : open) {
                final long balance = ask(wallet);
                if (!wallet.explains(balance)) {
                    differing.add(wallet);
                    found.add(Difference.of(
                            CHECK,
                            "wallet " + wallet.name() + " " + wallet.address(),
                            wallet.nearest(balance),
                            balance,
                            "the node says another balance than the records, pending transfers allowed for"));
                }
            }
            open = differing;
        }
        found.forEach(report::add);
        transfers(chain, report);
    }

    private void transfers(final int chain, final Report report) throws SQLException {
        final List<String> ids =
                database.transact(connection -> CustodyRecords.confirmedTransfers(connection, chain, transfers));
        for (final String id : ids) {
            final Optional<NodeTransaction> known;
            try {
                known = node.transaction(id).join();
            } catch (final CompletionException ex) {
                throw new IllegalStateException("the DeCoin node does not answer: " + message(ex), ex);
            }
            report.transfer();
            if (known.isEmpty() || !known.get().confirmed()) {
                report.add(Difference.of(
                        CHECK, "transfer " + id, 1, 0, "the records say that it is in a block, the node does not"));
            }
        }
    }

    private long ask(final Wallet wallet) {
        try {
            return node.balance(wallet.address()).join();
        } catch (final CompletionException ex) {
            throw new IllegalStateException("the DeCoin node does not answer: " + message(ex), ex);
        }
    }

    private static String message(final CompletionException ex) {
        return String.valueOf(ex.getCause().getMessage());
    }
}
