package io.unidatum.exchange.gateway;

/** A running edge gateway. Thread safe. */
public final class EdgeGateway implements AutoCloseable {
    private EdgeGateway() {}

    /**
     * Starts a gateway: returns when REST and WebSocket accept connections, whether or not the cluster is there yet.
     *
     * @param ctx to start with; concluded here.
     * @return the running gateway.
     * @throws IllegalArgumentException if a setting is wrong.
     * @throws IllegalStateException if a port is taken.
     */
    public static EdgeGateway launch(final GatewayContext ctx) {
        ctx.conclude();
        throw new UnsupportedOperationException("not built yet");
    }

    /** Port that REST is served on. {@return the port} */
    public int restPort() {
        return 0;
    }

    /** Port that WebSocket is served on. {@return the port} */
    public int webSocketPort() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing runs yet.
    }
}
