package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.NodeBlock;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Follows transfers that the node has until they are in a block. The oldest are looked up; a block that one of them is
 * found in is read, and all others in it are found at once. Never blocks.
 */
final class Tracker {
    private static final int MAX_LOOKUPS = 8;

    private final SettlementContext context;
    private final DecoinNodeClient client;
    private final ChainGuard guard;
    private final Findings findings;
    private final WalletBook book;
    private final Map<OpenTransfer, CompletableFuture<Optional<NodeTransaction>>> lookups = new LinkedHashMap<>();
    private final Map<Long, CompletableFuture<Optional<NodeBlock>>> blocks = new LinkedHashMap<>();
    private long nextRoundMs;

    Tracker(
            final SettlementContext context,
            final DecoinNodeClient client,
            final ChainGuard guard,
            final Findings findings,
            final WalletBook book) {
        this.context = context;
        this.client = client;
        this.guard = guard;
        this.findings = findings;
        this.book = book;
    }

    /** {@return true while an answer of the node is awaited} */
    boolean inFlight() {
        return lookups.values().stream().anyMatch(lookup -> !lookup.isDone())
                || blocks.values().stream().anyMatch(block -> !block.isDone());
    }

    /**
     * One step.
     *
     * @param nowMs time.
     * @param allowed whether new requests may be made.
     * @return work done.
     */
    int doWork(final long nowMs, final boolean allowed) {
        if (!blocks.isEmpty()) {
            return allDone(blocks.values()) ? onBlocks(nowMs) : 0;
        }
        if (!lookups.isEmpty()) {
            return allDone(lookups.values()) ? onLookups(nowMs) : 0;
        }
        if (!allowed || nowMs < nextRoundMs) {
            return 0;
        }
        nextRoundMs = nowMs + context.pollMs();
        for (final OpenTransfer transfer : book.open()) {
            if (lookups.size() == MAX_LOOKUPS) {
                break;
            }
            if (transfer.state() != OpenTransfer.State.PREPARED && !findings.isConfirmed(transfer)) {
                lookups.put(transfer, client.transaction(transfer.txId()));
            }
        }
        return lookups.size();
    }

    private int onLookups(final long nowMs) {
        final int work = lookups.size();
        lookups.forEach((transfer, future) -> {
            if (book.isOpen(transfer)) {
                onLookedUp(transfer, future, nowMs);
            }
        });
        lookups.clear();
        return work;
    }

    private void onLookedUp(
            final OpenTransfer transfer, final CompletableFuture<Optional<NodeTransaction>> future, final long nowMs) {
        final Optional<NodeTransaction> found;
        try {
            found = future.join();
        } catch (final CompletionException ex) {
            guard.suspect(String.valueOf(ex.getCause()));
            return;
        }
        if (found.isEmpty()) {
            guard.condemn("the node does not know transfer " + transfer.id() + " (" + transfer.txId()
                    + ") any more: it has lost what it had accepted");
        } else if (found.get().confirmed()) {
            findings.confirmed(transfer, found.get().height());
            blocks.computeIfAbsent(found.get().height(), client::block);
        } else {
            findStuck(nowMs);
        }
    }

    /** Those behind a transfer that is still pending are, too. */
    private void findStuck(final long nowMs) {
        for (final OpenTransfer transfer : book.open()) {
            if (transfer.state() == OpenTransfer.State.PENDING
                    && nowMs - transfer.acceptedAtMs() > context.stuckAfterMs()
                    && !findings.isConfirmed(transfer)) {
                findings.stuck(transfer);
            }
        }
    }

    private int onBlocks(final long nowMs) {
        final Map<String, OpenTransfer> byTxId = new HashMap<>();
        for (final OpenTransfer transfer : book.open()) {
            if (transfer.state() != OpenTransfer.State.PREPARED) {
                byTxId.put(transfer.txId(), transfer);
            }
        }
        final int work = blocks.size();
        blocks.forEach((height, future) -> {
            try {
                future.join().ifPresent(block -> {
                    for (final String id : block.transactionIds()) {
                        final OpenTransfer transfer = byTxId.get(id);
                        if (transfer != null) {
                            findings.confirmed(transfer, height);
                        }
                    }
                });
            } catch (final CompletionException ex) {
                guard.suspect(String.valueOf(ex.getCause()));
            }
        });
        blocks.clear();
        // There may be more blocks by now.
        nextRoundMs = nowMs;
        return work;
    }

    private static boolean allDone(final Collection<? extends CompletableFuture<?>> futures) {
        for (final CompletableFuture<?> future : futures) {
            if (!future.isDone()) {
                return false;
            }
        }
        return true;
    }
}
