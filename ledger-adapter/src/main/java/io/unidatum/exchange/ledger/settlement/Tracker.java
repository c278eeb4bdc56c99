package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Follows transfers that the node has until they are in a block. Looks up the oldest first. Never blocks. */
final class Tracker {
    private static final int MAX_LOOKUPS = 16;

    private final SettlementContext context;
    private final DecoinNodeClient client;
    private final ChainGuard guard;
    private final Findings findings;
    private final WalletBook book;
    private final Map<OpenTransfer, CompletableFuture<Optional<NodeTransaction>>> lookups = new LinkedHashMap<>();
    private long nextRoundMs;
    private boolean progress;

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
        return lookups.values().stream().anyMatch(lookup -> !lookup.isDone());
    }

    /**
     * One step. What it finds must be written before the next round starts.
     *
     * @param nowMs time.
     * @param allowed whether new requests may be made.
     * @return work done.
     */
    int doWork(final long nowMs, final boolean allowed) {
        if (!lookups.isEmpty()) {
            return collect(nowMs);
        }
        if (!allowed || nowMs < nextRoundMs) {
            return 0;
        }
        progress = false;
        nextRoundMs = nowMs + context.pollMs();
        for (final OpenTransfer transfer : book.open()) {
            if (transfer.state() != OpenTransfer.State.PREPARED && lookups.size() < MAX_LOOKUPS) {
                lookups.put(transfer, client.transaction(transfer.txId()));
            }
        }
        return lookups.size();
    }

    private int collect(final long nowMs) {
        for (final CompletableFuture<Optional<NodeTransaction>> future : lookups.values()) {
            if (!future.isDone()) {
                return 0;
            }
        }
        final int work = lookups.size();
        lookups.forEach((transfer, future) -> onLookedUp(transfer, future, nowMs));
        lookups.clear();
        if (progress && work == MAX_LOOKUPS) {
            nextRoundMs = nowMs;
        }
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
            progress = true;
        } else if (transfer.state() == OpenTransfer.State.PENDING
                && nowMs - transfer.acceptedAtMs() > context.stuckAfterMs()) {
            findings.stuck(transfer);
        }
    }
}
