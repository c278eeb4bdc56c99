package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.ledger.decoin.NodeBlock;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import io.unidatum.exchange.ledger.settlement.FundsDesk;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the chain's blocks, in order and each once, for transfers to deposit addresses. How far it is stands
 * in one transaction with what was found. A block that does not follow the one before stops settlement: it is another
 * chain. Each finding is looked up by its id before it counts. Never blocks on the node.
 */
final class ChainScanner {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChainScanner.class);
    private static final int MAX_BLOCKS = 8;
    private static final int MAX_LOOKUPS = 32;

    private final FundsContext context;
    private final FundsDesk desk;
    private final ScanRecords records;
    private final List<CompletableFuture<Optional<NodeBlock>>> asked = new ArrayList<>();
    private final List<NodeBlock> blocks = new ArrayList<>();
    private final List<Found> unverified = new ArrayList<>();
    private final List<Found> verified = new ArrayList<>();
    private final List<CompletableFuture<Optional<NodeTransaction>>> lookups = new ArrayList<>();
    private ScanRecords.Position position;
    private long nextMs;

    ChainScanner(final FundsContext context, final FundsDesk desk) {
        this.context = context;
        this.desk = desk;
        records = new ScanRecords(desk.chain());
    }

    /** {@return height of the next block to look at, -1 before it is known} */
    long nextHeight() {
        return position == null ? -1 : position.nextHeight();
    }

    int doWork(final long nowMs) throws SQLException {
        if (!desk.isTrusted()) {
            forget();
            return 0;
        }
        if (position == null) {
            final long nodeHeight = desk.nodeHeight();
            position = desk.database().transact(connection -> records.loadOrCreate(connection, nodeHeight));
            return 1;
        }
        if (!lookups.isEmpty()) {
            return lookups.stream().allMatch(CompletableFuture::isDone) ? verify(nowMs) : 0;
        }
        if (!blocks.isEmpty()) {
            return proceed(nowMs);
        }
        if (!asked.isEmpty()) {
            return asked.stream().allMatch(CompletableFuture::isDone) ? collect(nowMs) : 0;
        }
        return nowMs < nextMs ? 0 : ask(nowMs);
    }

    private int ask(final long nowMs) {
        nextMs = nowMs + context.pollMs();
        final long known = desk.nodeHeight() - position.nextHeight() + 1;
        final int count = (int) Math.max(1, Math.min(MAX_BLOCKS, known));
        for (int i = 0; i < count; i++) {
            asked.add(desk.node().block(position.nextHeight() + i));
        }
        return count;
    }

    private int collect(final long nowMs) throws SQLException {
        ScanRecords.Position end = position;
        try {
            for (final CompletableFuture<Optional<NodeBlock>> answer : asked) {
                final Optional<NodeBlock> block = answer.join();
                if (block.isEmpty()) {
                    break;
                }
                if (!follows(block.get(), end)) {
                    desk.condemn("block " + block.get().height() + " of the node does not follow the block "
                            + (end.nextHeight() - 1) + " that was read before: it is another chain");
                    blocks.clear();
                    asked.clear();
                    return 1;
                }
                blocks.add(block.get());
                end = new ScanRecords.Position(end.nextHeight() + 1, block.get().hash());
            }
        } catch (final CompletionException ex) {
            desk.suspect("no block " + end.nextHeight() + ": " + ex.getCause());
            nextMs = nowMs + context.retryMs();
        }
        asked.clear();
        if (blocks.isEmpty()) {
            return 1;
        }
        final Map<String, Long> accounts =
                desk.database().transact(connection -> records.accounts(connection, recipients()));
        for (final NodeBlock block : blocks) {
            for (final NodeTransaction transaction : block.transactions()) {
                final Long account = accounts.get(transaction.recipient());
                if (account != null) {
                    unverified.add(new Found(account, transaction));
                }
            }
        }
        return 1;
    }

    private static boolean follows(final NodeBlock block, final ScanRecords.Position end) {
        return block.height() == end.nextHeight()
                && (end.lastHash() == null || end.lastHash().equals(block.previousHash()));
    }

    private List<String> recipients() {
        return blocks.stream()
                .flatMap(block -> block.transactions().stream())
                .map(NodeTransaction::recipient)
                .distinct()
                .toList();
    }

    private int proceed(final long nowMs) throws SQLException {
        if (unverified.isEmpty()) {
            commit(nowMs);
            return 1;
        }
        for (final Found found : unverified.subList(0, Math.min(MAX_LOOKUPS, unverified.size()))) {
            lookups.add(desk.node().transaction(found.transaction().id()));
        }
        return lookups.size();
    }

    private int verify(final long nowMs) {
        final Iterator<Found> next = unverified.iterator();
        try {
            for (final CompletableFuture<Optional<NodeTransaction>> lookup : lookups) {
                final Found found = next.next();
                final Optional<NodeTransaction> answer = lookup.join();
                if (!answer.equals(Optional.of(found.transaction()))) {
                    throw new CompletionException(new IllegalStateException(
                            "block and transaction disagree: " + found.transaction() + " and " + answer));
                }
                if (found.transaction().amount() > 0) {
                    verified.add(found);
                }
                next.remove();
            }
            lookups.clear();
        } catch (final CompletionException ex) {
            desk.suspect("a deposit could not be looked up: " + ex.getCause());
            forget();
            nextMs = nowMs + context.retryMs();
        }
        return 1;
    }

    private void commit(final long nowMs) throws SQLException {
        final NodeBlock last = blocks.get(blocks.size() - 1);
        final ScanRecords.Position end = new ScanRecords.Position(last.height() + 1, last.hash());
        desk.database().transact(connection -> {
            records.record(connection, verified);
            records.advance(connection, position, end);
            at(FundsSeam.Step.BEFORE_SCAN_COMMIT);
            return null;
        });
        at(FundsSeam.Step.AFTER_SCAN_COMMIT);
        for (final Found found : verified) {
            LOGGER.info(
                    "deposit={} account={} amount={} height={} seen",
                    found.transaction().id(),
                    found.account(),
                    found.transaction().amount(),
                    found.transaction().height());
        }
        position = end;
        if (blocks.size() == MAX_BLOCKS) {
            nextMs = nowMs;
        }
        blocks.clear();
        verified.clear();
    }

    private void at(final FundsSeam.Step step) {
        if (!verified.isEmpty()) {
            context.seam().at(step);
        }
    }

    /** What was asked of a node that is not trusted any more does not count. */
    private void forget() {
        asked.clear();
        blocks.clear();
        unverified.clear();
        verified.clear();
        lookups.clear();
    }

    /**
     * A transfer to a deposit address.
     *
     * @param account whose address it is.
     * @param transaction in a block.
     */
    record Found(long account, NodeTransaction transaction) {}
}
