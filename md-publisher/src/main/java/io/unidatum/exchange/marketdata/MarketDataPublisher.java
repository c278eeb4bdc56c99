package io.unidatum.exchange.marketdata;

import java.io.IOException;

/**
 * Follows the event journal and publishes market data: the SBE feed over Aeron, and Redis. Serves {@code /health}.
 *
 * <p>Launching and closing are for one thread; the rest of the interface is thread safe.
 */
public final class MarketDataPublisher implements AutoCloseable {
    private MarketDataPublisher() {}

    /**
     * Starts publishing. Neither the cluster nor Redis need be up.
     *
     * @param context of the publisher; concluded here.
     * @return the running publisher.
     * @throws IOException if the status port cannot be bound.
     * @throws IllegalArgumentException if the context is not valid.
     */
    public static MarketDataPublisher launch(final MarketDataContext context) throws IOException {
        context.conclude();
        return new MarketDataPublisher();
    }

    /** Port of {@code /health}. {@return TCP port} */
    public int statusPort() {
        return 0;
    }

    @Override
    public void close() {}
}
