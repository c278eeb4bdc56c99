package io.unidatum.exchange.ledger.reconciliation;

import io.unidatum.exchange.client.BalancesPage;
import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.settlement.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * One run after the other of the comparison of state machine, books and chain. Each balance is compared as of the event
 * at which the state machine told it, so trading goes on meanwhile and no difference is a matter of timing.
 *
 * <p>Not thread safe; blocks; reads only, unless it was told to remember.
 */
public final class Reconciler {
    private static final String CHECK = "balance";
    private static final long BOOKS_PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_MS = 20;
    private static final int ALL_WALLETS = 1_000_000;
    private static final int CHANGED_WALLETS = 256;
    private static final int ALL_TRANSFERS = 100_000;
    private static final int NEW_TRANSFERS = 500;

    private final BalanceSource source;
    private final Database database;
    private final DecoinNodeClient node;

    /**
     * Constructs a reconciler.
     *
     * @param source the state machine's balances.
     * @param dataSource the books.
     * @param node of the chain; null if there is none.
     */
    public Reconciler(final BalanceSource source, final DataSource dataSource, final DecoinNodeClient node) {
        this.source = source;
        this.database = new Database(dataSource);
        this.node = node;
    }

    /**
     * Compares everything.
     *
     * @param completeHistory true to add up all entries and movements; false to rely on the checkpoints of clean runs.
     * @param remember whether to leave checkpoints, if it is clean.
     * @return what was found; never fails, but says why it could not be finished.
     */
    public Report run(final boolean completeHistory, final boolean remember) {
        final Report report = new Report(completeHistory);
        try {
            balances(completeHistory, remember, report);
            database.transact(connection -> {
                final long after = completeHistory ? 0 : checkpoint(connection);
                BookCheck.run(connection, after, completeHistory, report);
                return null;
            });
            chain(completeHistory, report);
            if (remember && report.differenceCount() == 0) {
                database.transact(connection -> {
                    BookCheck.remember(connection, report.sequence());
                    return null;
                });
            }
            return report.end("");
        } catch (final SQLException ex) {
            return report.end("PostgreSQL: " + ex.getMessage());
        } catch (final CommandFailedException ex) {
            return report.end("the cluster did not tell its balances (" + ex.failure() + "): is there a leader?");
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            return report.end("interrupted");
        } catch (final IllegalStateException ex) {
            return report.end(String.valueOf(ex.getMessage()));
        }
    }

    private void balances(final boolean completeHistory, final boolean remember, final Report report)
            throws SQLException, InterruptedException {
        final Set<Key> seen = new HashSet<>();
        long first = -1;
        long cursor = 0;
        do {
            final BalancesPage page = source.page(cursor);
            first = first < 0 ? page.sequence() : first;
            cursor = page.nextCursor();
            awaitBooks(page.sequence());
            compare(page, completeHistory, remember, report);
            page.entries().forEach(entry -> seen.add(new Key(entry.account(), entry.assetId())));
        } while (cursor != 0);
        final long since = first;
        database.transact(connection -> {
            strangers(connection, seen, since, report);
            return null;
        });
    }

    private void compare(
            final BalancesPage page, final boolean completeHistory, final boolean remember, final Report report)
            throws SQLException {
        if (page.entries().isEmpty()) {
            return;
        }
        database.transact(connection -> {
            final List<BalancesPage.Entry> right = new ArrayList<>();
            BookSums.page(connection, page, completeHistory, (entry, books) -> {
                if (isRight(entry, books, page.sequence(), report)) {
                    right.add(entry);
                }
            });
            if (remember && !right.isEmpty()) {
                BookSums.checkpoint(connection, right, page.sequence());
            }
            return null;
        });
        report.compared(
                page.entries().stream()
                        .map(BalancesPage.Entry::account)
                        .distinct()
                        .count(),
                page.entries().size());
    }

    private static boolean isRight(
            final BalancesPage.Entry entry, final BookSums.Balance books, final long sequence, final Report report) {
        final long before = report.differenceCount();
        final String subject = "account " + Long.toUnsignedString(entry.account()) + " asset " + entry.assetId();
        final BigDecimal total = BigDecimal.valueOf(entry.available() + entry.held());
        if (books.summed().compareTo(total) != 0) {
            report.add(new Difference(
                    CHECK,
                    subject,
                    total,
                    books.summed(),
                    "its ledger entries up to event " + sequence + " are not what the state machine has"));
        }
        if (books.available() == null) {
            if (total.signum() != 0) {
                report.add(new Difference(CHECK, subject, total, BigDecimal.ZERO, "there is no row in balances"));
            }
            return report.differenceCount() == before;
        }
        final BigDecimal row = BigDecimal.valueOf(books.available()).add(BigDecimal.valueOf(books.held()));
        if (row.compareTo(books.summed().add(books.later())) != 0) {
            report.add(new Difference(
                    CHECK,
                    subject,
                    books.summed().add(books.later()),
                    row,
                    "its row in balances is not the sum of its ledger entries"));
        } else if (books.rowSequence() <= sequence
                && (books.available() != entry.available() || books.held() != entry.held())) {
            report.add(Difference.of(
                    CHECK,
                    subject + " available",
                    entry.available(),
                    books.available(),
                    "its row in balances holds another part than the state machine, at event " + sequence));
        }
        return report.differenceCount() == before;
    }

    /** What the books have a balance of and the state machine does not. */
    private static void strangers(
            final Connection connection, final Set<Key> seen, final long since, final Report report)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT account_id, asset_id, available + held"
                + " FROM balances WHERE (available <> 0 OR held <> 0) AND sequence <= ?")) {
            select.setFetchSize(10_000);
            select.setLong(1, since);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (!seen.contains(new Key(row.getLong(1), row.getInt(2)))) {
                        report.add(Difference.of(
                                CHECK,
                                "account " + Long.toUnsignedString(row.getLong(1)) + " asset " + row.getInt(2),
                                0,
                                row.getLong(3),
                                "the state machine has no such balance"));
                    }
                }
            }
        }
    }

    private void chain(final boolean completeHistory, final Report report) throws SQLException, InterruptedException {
        final int chain = database.transact(CustodyRecords::chain);
        if (chain < 0) {
            report.note("settlement has not begun: nothing on the chain to compare");
            return;
        }
        database.transact(connection -> {
            CustodyRecords.totals(connection, chain, report);
            if (completeHistory) {
                CustodyRecords.moved(connection, chain, report);
            }
            return null;
        });
        if (node == null) {
            report.note("no DeCoin node is set: the wallets were compared by the records alone");
            return;
        }
        new ChainCheck(
                        database,
                        node,
                        completeHistory ? ALL_WALLETS : CHANGED_WALLETS,
                        completeHistory ? ALL_TRANSFERS : NEW_TRANSFERS)
                .run(chain, report);
    }

    private void awaitBooks(final long sequence) throws SQLException, InterruptedException {
        final long deadlineNs = System.nanoTime() + BOOKS_PATIENCE_NS;
        while (true) {
            final long reached = database.transact(BookSums::sequence);
            if (reached >= sequence) {
                return;
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("the books stand at event " + reached + " and do not get to " + sequence
                        + ": is the ledger adapter running?");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private static long checkpoint(final Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT coalesce(min(sequence), 0) FROM reconciliation_checkpoints WHERE account_id < 0");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private record Key(long account, int assetId) {}
}
