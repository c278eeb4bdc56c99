package io.unidatum.exchange.gateway.view;

import io.unidatum.exchange.client.view.ExchangeView;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One question to the view.
 *
 * @param minSequence that the view must have reached.
 * @param deadlineNs on the clock of {@link System#nanoTime()}, after which it is given up.
 * @param question to ask on the view's thread.
 * @param answer completed on the view's thread.
 * @param <T> type of the answer.
 */
record Query<T>(long minSequence, long deadlineNs, Function<ExchangeView, T> question, CompletableFuture<T> answer) {
    void run(final ExchangeView view) {
        final T value;
        try {
            value = question.apply(view);
        } catch (final RuntimeException ex) {
            answer.completeExceptionally(ex);
            return;
        }
        answer.complete(value);
    }
}
