package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import java.util.concurrent.CompletableFuture;

/** Turns the answer to a question for balances into a future. */
final class FutureBalances implements CommandListener {
    private final CompletableFuture<BalancesPage> future = new CompletableFuture<>();

    CompletableFuture<BalancesPage> future() {
        return future;
    }

    void onBalances(final BalancesPage page) {
        future.complete(page);
    }

    /** The cluster answers a question with an outcome only if it refuses it. */
    @Override
    public void onOutcome(final CommandOutcomeDecoder outcome) {
        future.completeExceptionally(
                new IllegalStateException("the cluster does not tell balances: " + outcome.rejectReason()));
    }

    @Override
    public void onFailure(final CommandFailure failure) {
        future.completeExceptionally(new CommandFailedException(failure));
    }
}
