package io.unidatum.exchange.node;

import java.util.Map;
import java.util.Optional;

/**
 * One member of the exchange's cluster: media driver, archive, consensus module and service in one process, and its
 * HTTP status. Thread safe.
 *
 * <p>A node stops serving as soon as one of its components fails. It cannot end the process itself: whoever launched it
 * waits in {@link #awaitTermination()}, closes the node and exits with an error.
 */
public final class ExchangeNode implements AutoCloseable {
    private ExchangeNode() {}

    /**
     * Starts a node. Returns once all components run; the node then finds its peers, replays its log and takes part.
     *
     * @param ctx configuration; concluded here.
     * @return the running node.
     * @throws IllegalArgumentException if the configuration is wrong.
     * @throws NodeStartException if the node cannot start; the message is one line for people and says what to do.
     */
    public static ExchangeNode launch(final ExchangeNodeContext ctx) {
        ctx.conclude();
        throw new NodeStartException("the node is not built yet", null);
    }

    /** What {@code /health} answers. {@return the facts by name} */
    public Map<String, Object> health() {
        return Map.of();
    }

    /**
     * Waits until a component fails or the node is closed.
     *
     * @return why the node failed; empty if it was closed.
     * @throws InterruptedException if the waiting thread is interrupted.
     */
    public Optional<Throwable> awaitTermination() throws InterruptedException {
        return Optional.empty();
    }

    /** Stops the node gracefully; a leader hands over at once. Idempotent; returns when everything is closed. */
    @Override
    public void close() {}
}
