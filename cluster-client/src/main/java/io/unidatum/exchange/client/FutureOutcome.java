package io.unidatum.exchange.client;

import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import java.util.concurrent.CompletableFuture;

/** Turns a command's one outcome into a future. */
final class FutureOutcome implements CommandListener {
    private final CompletableFuture<CommandResult> future = new CompletableFuture<>();

    CompletableFuture<CommandResult> future() {
        return future;
    }

    @Override
    public void onOutcome(final CommandOutcomeDecoder outcome) {
        future.complete(CommandResult.of(outcome));
    }

    @Override
    public void onFailure(final CommandFailure failure) {
        future.completeExceptionally(new CommandFailedException(failure));
    }
}
