package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import io.unidatum.exchange.ledger.decoin.NodeTransaction;
import io.unidatum.exchange.ledger.decoin.PostOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one submitter of a sender: its transfers go out in the order of their nonces, one request at a time. Whatever may
 * have arrived is looked up by its id first, and posted again only after the node has not known it for a while. The
 * node is asked whether the sender's balance covers all that waits, unless what it answered a moment ago, less what was
 * sent since, does. Never blocks; stepped by its owner.
 */
final class SenderQueue {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderQueue.class);
    private static final int NOT_FOUND_YET = -1;
    private static final int MAX_UNCOVERED = 3;
    private static final long CREDIT_VALID_MS = 2_000;

    private final SettlementContext context;
    private final DecoinNodeClient client;
    private final ChainGuard guard;
    private final Findings findings;
    private final Wallet sender;
    private final Deque<OpenTransfer> queue = new ArrayDeque<>();
    private CompletableFuture<PostOutcome> post;
    private CompletableFuture<Optional<NodeTransaction>> lookup;
    private CompletableFuture<Long> balance;
    private int recovered;
    private boolean inDoubt;
    private boolean maybeSent;
    private long waiting;
    private long credit;
    private long creditAtMs = Long.MIN_VALUE / 2;
    private String refusal;
    private String doubt;
    private int uncovered;
    private long unknownSinceMs = NOT_FOUND_YET;
    private long notBeforeMs;

    SenderQueue(
            final SettlementContext context,
            final DecoinNodeClient client,
            final ChainGuard guard,
            final Findings findings,
            final Wallet sender) {
        this.context = context;
        this.client = client;
        this.guard = guard;
        this.findings = findings;
        this.sender = sender;
    }

    /**
     * Queues a transfer that is in the records and was never posted.
     *
     * @param transfer with a nonce above those before it.
     */
    void add(final OpenTransfer transfer) {
        if (queue.isEmpty()) {
            reset(false);
        }
        waiting += transfer.spend();
        queue.add(transfer);
    }

    /**
     * Queues transfers of an earlier process, oldest first: any of them may have been posted.
     *
     * @param transfers in order of their nonces.
     */
    void recover(final List<OpenTransfer> transfers) {
        queue.addAll(transfers);
        transfers.forEach(transfer -> waiting += transfer.spend());
        recovered = queue.size();
        reset(recovered > 0);
    }

    /** Wallet id of the deposit address that it is for: those are many, and rarely send. {@return empty for others} */
    Optional<Integer> deposit() {
        return sender != null && sender.isDeposit() ? Optional.of(sender.id()) : Optional.empty();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** {@return true while an answer of the node is awaited} */
    boolean inFlight() {
        return (post != null && !post.isDone())
                || (lookup != null && !lookup.isDone())
                || (balance != null && !balance.isDone());
    }

    /** {@return true from a request until its answer was looked at} */
    boolean awaitsAnswer() {
        return post != null || lookup != null || balance != null;
    }

    /** What is in doubt; null if nothing is. */
    String doubt() {
        return doubt;
    }

    int doWork(final long nowMs, final boolean allowed) {
        if (post != null) {
            return post.isDone() ? onPosted(nowMs) : 0;
        }
        if (lookup != null) {
            return lookup.isDone() ? onLookedUp(nowMs) : 0;
        }
        if (balance != null) {
            return balance.isDone() ? onBalance(nowMs) : 0;
        }
        final OpenTransfer head = queue.peek();
        if (head == null || !allowed || nowMs < notBeforeMs) {
            return 0;
        }
        if (inDoubt) {
            lookup = client.transaction(head.txId());
        } else if (sender != null && !isCovered(nowMs)) {
            balance = client.balance(sender.address());
        } else {
            context.faultSeam().at(FaultSeam.Step.BEFORE_POST);
            post = client.post(head.body());
            context.faultSeam().at(FaultSeam.Step.POST_SENT);
        }
        return 1;
    }

    private boolean isCovered(final long nowMs) {
        return nowMs - creditAtMs <= CREDIT_VALID_MS && credit >= waiting;
    }

    private void forgetCredit() {
        creditAtMs = Long.MIN_VALUE / 2;
    }

    private int onPosted(final long nowMs) {
        final PostOutcome outcome = post.join();
        post = null;
        switch (outcome.kind()) {
            case ACCEPTED -> accept(nowMs);
            case REFUSED -> {
                forgetCredit();
                inDoubt = true;
                refusal = outcome.detail();
            }
            case NOT_SENT -> doubt(nowMs, outcome.detail());
            default -> {
                maybeSent = true;
                doubt(nowMs, outcome.detail());
            }
        }
        return 1;
    }

    private void doubt(final long nowMs, final String detail) {
        LOGGER.warn(
                "transfer={} post in doubt, it is looked up before anything else: {}",
                queue.peek().id(),
                detail);
        forgetCredit();
        inDoubt = true;
        doubt = "transfer " + queue.peek().id() + ": " + detail;
        unknownSinceMs = NOT_FOUND_YET;
        guard.suspect(detail);
        notBeforeMs = nowMs + context.pollMs();
    }

    private int onLookedUp(final long nowMs) {
        final CompletableFuture<Optional<NodeTransaction>> done = lookup;
        lookup = null;
        final Optional<NodeTransaction> found;
        try {
            found = done.join();
        } catch (final CompletionException ex) {
            unknownSinceMs = NOT_FOUND_YET;
            guard.suspect(String.valueOf(ex.getCause()));
            notBeforeMs = nowMs + context.retryMs();
            return 1;
        }
        if (found.isPresent()) {
            accept(nowMs);
        } else if (refusal != null) {
            LOGGER.warn(
                    "transfer={} was refused and is never posted again: {}",
                    queue.peek().id(),
                    refusal);
            findings.failed(remove(), refusal);
            next();
            notBeforeMs = nowMs + context.retryMs();
        } else {
            onUnknown(nowMs);
        }
        return 1;
    }

    private void onUnknown(final long nowMs) {
        if (unknownSinceMs == NOT_FOUND_YET) {
            unknownSinceMs = nowMs;
        }
        if (!maybeSent || nowMs - unknownSinceMs >= context.inDoubtMs()) {
            inDoubt = false;
            maybeSent = false;
            forgetCredit();
        } else {
            notBeforeMs = nowMs + Math.min(context.pollMs(), context.inDoubtMs());
        }
    }

    private int onBalance(final long nowMs) {
        final CompletableFuture<Long> done = balance;
        balance = null;
        try {
            credit = done.join();
            creditAtMs = nowMs;
            if (credit < waiting) {
                onUncovered(nowMs, "has " + credit + " base units on chain, its transfers need " + waiting);
            }
        } catch (final CompletionException ex) {
            guard.suspect(String.valueOf(ex.getCause()));
            notBeforeMs = nowMs + context.retryMs();
        }
        return 1;
    }

    private void onUncovered(final long nowMs, final String what) {
        guard.suspect(sender.name() + " wallet " + what);
        forgetCredit();
        notBeforeMs = nowMs + context.retryMs();
        uncovered++;
        if (uncovered >= MAX_UNCOVERED) {
            guard.condemn(sender.name() + " wallet " + sender.address() + " " + what
                    + ": the records and the chain disagree, or somebody else has its key");
        }
    }

    private void accept(final long nowMs) {
        final OpenTransfer transfer = remove();
        credit -= transfer.spend();
        transfer.acceptedAtMs(nowMs);
        findings.accepted(transfer);
        next();
    }

    private OpenTransfer remove() {
        final OpenTransfer transfer = queue.remove();
        waiting -= transfer.spend();
        return transfer;
    }

    private void next() {
        recovered = Math.max(0, recovered - 1);
        reset(recovered > 0);
    }

    private void reset(final boolean doubtful) {
        inDoubt = doubtful;
        maybeSent = doubtful;
        refusal = null;
        doubt = null;
        uncovered = 0;
        unknownSinceMs = NOT_FOUND_YET;
        notBeforeMs = 0;
    }
}
