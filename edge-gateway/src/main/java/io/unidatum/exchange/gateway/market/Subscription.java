package io.unidatum.exchange.gateway.market;

/** One listener's interest in one channel of one market. Lives on the hub's event loop. */
public final class Subscription {
    private final MarketListener listener;
    private final Channel channel;
    private final Market market;
    private final int depth;
    private boolean active;
    private boolean behind;

    Subscription(final MarketListener listener, final Channel channel, final Market market, final int depth) {
        this.listener = listener;
        this.channel = channel;
        this.market = market;
        this.depth = depth;
    }

    /** Whether its snapshot has been sent. {@return false while the market data is not there yet} */
    public boolean isActive() {
        return active;
    }

    /** What is subscribed to. {@return the channel} */
    public Channel channel() {
        return channel;
    }

    /** Levels a side, for a book. {@return the depth} */
    public int depth() {
        return depth;
    }

    Market market() {
        return market;
    }

    MarketListener listener() {
        return listener;
    }

    void activate() {
        active = true;
    }

    /** Sends an update, or notes that a snapshot must make up for it. */
    void offer(final String text) {
        if (behind || !listener.isWritable()) {
            behind = true;
        } else {
            listener.send(text);
        }
    }

    /** Whether updates were left out. {@return true until the next snapshot} */
    boolean isBehind() {
        return behind;
    }

    void caughtUp() {
        behind = false;
    }
}
