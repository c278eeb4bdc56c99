package io.unidatum.exchange.ledger.funds;

import io.unidatum.exchange.client.CommandFailedException;
import io.unidatum.exchange.client.CommandResult;
import io.unidatum.exchange.ledger.cluster.AdapterCommand;
import io.unidatum.exchange.ledger.cluster.CommandGateway;
import io.unidatum.exchange.ledger.cluster.RequestId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands of one kind that are on their way to the cluster, by what they are about: each at most once at a time, and
 * again only after a pause, since what they do shows in the books only when the ledger has got there. The cluster is
 * waited for on other threads. Confined to one thread.
 */
final class ClusterCommands {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterCommands.class);
    private static final int MAX_UNDERWAY = 64;
    private static final int MAX_REMEMBERED = 10_000;

    private final CommandGateway gateway;
    private final Executor executor;
    private final FundsContext context;
    private final FundsSeam.Step before;
    private final FundsSeam.Step after;
    private final Map<String, CompletableFuture<CommandResult>> underway = new HashMap<>();
    private final Map<String, Long> notBeforeMs = new HashMap<>();
    private String trouble;

    ClusterCommands(
            final CommandGateway gateway,
            final Executor executor,
            final FundsContext context,
            final FundsSeam.Step before,
            final FundsSeam.Step after) {
        this.gateway = gateway;
        this.executor = executor;
        this.context = context;
        this.before = before;
        this.after = after;
    }

    /** Why the last command got no outcome; null if it got one. */
    String trouble() {
        return trouble;
    }

    void trouble(final String what) {
        trouble = what;
    }

    /** Sends a command, unless it is underway or was sent a moment ago. */
    int send(final String about, final AdapterCommand command, final RequestId id, final long nowMs) {
        if (underway.size() >= MAX_UNDERWAY
                || underway.containsKey(about)
                || nowMs < notBeforeMs.getOrDefault(about, Long.MIN_VALUE)) {
            return 0;
        }
        if (gateway == null) {
            trouble = "the adapter has no key to command the cluster with: set ADAPTER_KEY_FILE";
            return 0;
        }
        if (notBeforeMs.size() >= MAX_REMEMBERED) {
            notBeforeMs.clear();
        }
        notBeforeMs.put(about, nowMs + context.retryMs());
        context.seam().at(before);
        final long timeoutNs = TimeUnit.MILLISECONDS.toNanos(context.commandTimeoutMs());
        underway.put(about, CompletableFuture.supplyAsync(() -> gateway.execute(command, id, timeoutNs), executor));
        return 1;
    }

    /** Hands over outcomes that have come. */
    int collect(final BiConsumer<String, CommandResult> onOutcome) {
        int work = 0;
        for (final Map.Entry<String, CompletableFuture<CommandResult>> entry :
                Map.copyOf(underway).entrySet()) {
            final CompletableFuture<CommandResult> answer = entry.getValue();
            if (!answer.isDone()) {
                continue;
            }
            work++;
            underway.remove(entry.getKey());
            if (answer.isCompletedExceptionally()) {
                onFailure(entry.getKey(), answer);
            } else {
                context.seam().at(after);
                trouble = null;
                onOutcome.accept(entry.getKey(), answer.join());
            }
        }
        return work;
    }

    /** Whatever it was: the command is sent again, and the cluster carries it out once. */
    private void onFailure(final String about, final CompletableFuture<CommandResult> answer) {
        answer.whenComplete((result, failure) -> {
            final Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            trouble = "the cluster does not answer: " + cause.getMessage();
            if (cause instanceof CommandFailedException) {
                LOGGER.warn("about={} no outcome yet, it is sent again: {}", about, cause.getMessage());
            } else {
                LOGGER.error("about={} a command failed, it is sent again", about, cause);
            }
        });
    }
}
