package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Watches that the node is there and still has the chain that the records are about: its height never goes back, and
 * the newest confirmed transfer stays where it is. Nothing is sent to a node that is not trusted. Never blocks.
 */
final class ChainGuard {
    private static final int CHECK_RETRIES = 2;

    private final SettlementContext context;
    private final DecoinNodeClient client;
    private CompletableFuture<Long> height;
    private CompletableFuture<Optional<NodeTransaction>> known;
    private String knownId;
    private long seenHeight;
    private long nodeHeight = -1;
    private boolean trusted;
    private long verifiedAtMs = Long.MIN_VALUE;
    private long askedAtMs;
    private long nextCheckMs;
    private String suspicion = "the node was not asked yet";
    private String verdict;
    private boolean suspectedMeanwhile;
    private boolean asked;

    ChainGuard(
            final SettlementContext context,
            final DecoinNodeClient client,
            final long seenHeight,
            final Optional<String> knownId) {
        this.context = context;
        this.client = client;
        this.seenHeight = seenHeight;
        this.knownId = knownId.orElse(null);
    }

    /** Something went wrong: the node is asked before anything else is sent to it. */
    void suspect(final String what) {
        trusted = false;
        suspicion = what;
        suspectedMeanwhile = true;
        nextCheckMs = 0;
    }

    /** The chain is not the one of the records, or not sound: settlement must stop. */
    void condemn(final String why) {
        trusted = false;
        verdict = verdict == null ? why : verdict;
    }

    /** Settlement stays stopped, now for another reason. */
    void stayStopped(final String why) {
        verdict = why;
    }

    /** Why settlement must stop; null while there is no reason. */
    String verdict() {
        return verdict;
    }

    /** {@return true while requests may be made} */
    boolean isTrusted() {
        return trusted && verdict == null;
    }

    /** What is wrong while the node is not trusted. */
    String suspicion() {
        return suspicion;
    }

    /** {@return the node's height as of the last answer, -1 before} */
    long nodeHeight() {
        return nodeHeight;
    }

    /** {@return when the node was asked for the last good answer, ms} */
    long verifiedAtMs() {
        return verifiedAtMs;
    }

    /** A transfer was found in a block. */
    void confirmed(final String txId, final long blockHeight) {
        if (blockHeight >= seenHeight || knownId == null) {
            knownId = txId;
        }
        seenHeight = Math.max(seenHeight, blockHeight);
    }

    /**
     * Asks the node at the next step whether it still has the newest confirmed transfer: quick, also on a long chain,
     * where asking for the height is not.
     */
    void checkNow() {
        asked = true;
    }

    /**
     * One step.
     *
     * @param nowMs time.
     * @return work done.
     */
    int doWork(final long nowMs) {
        if (height != null || known != null) {
            if ((height != null && !height.isDone()) || (known != null && !known.isDone())) {
                return 0;
            }
            collect(nowMs);
            return 1;
        }
        final boolean due = nowMs >= nextCheckMs;
        if (!due && !asked) {
            return 0;
        }
        if (due || knownId == null) {
            nextCheckMs = nowMs + CHECK_RETRIES * context.retryMs();
            height = client.height();
        }
        asked = false;
        askedAtMs = nowMs;
        suspectedMeanwhile = false;
        known = knownId == null ? null : client.transaction(knownId);
        return 1;
    }

    private void collect(final long nowMs) {
        final CompletableFuture<Long> heightAnswer = height;
        final CompletableFuture<Optional<NodeTransaction>> knownAnswer = known;
        height = null;
        known = null;
        try {
            if (heightAnswer != null) {
                nodeHeight = heightAnswer.join();
            }
            if (heightAnswer != null && nodeHeight < seenHeight) {
                condemn("the node's height went back from " + seenHeight + " to " + nodeHeight);
            } else if (knownAnswer != null
                    && !knownAnswer.join().map(NodeTransaction::confirmed).orElse(false)) {
                condemn("the node does not have confirmed transfer " + knownId + " any more");
            } else {
                seenHeight = Math.max(seenHeight, nodeHeight);
                verifiedAtMs = askedAtMs;
                trusted = !suspectedMeanwhile;
            }
        } catch (final CompletionException ex) {
            suspect(client.url() + " does not answer: " + ex.getCause());
            nextCheckMs = nowMs + context.retryMs();
        }
    }
}
