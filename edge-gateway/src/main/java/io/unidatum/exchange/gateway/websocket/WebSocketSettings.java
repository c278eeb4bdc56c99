package io.unidatum.exchange.gateway.websocket;

import java.time.Duration;
import java.util.List;

/**
 * How WebSocket is served.
 *
 * @param host to bind.
 * @param port to bind, 0 for any.
 * @param maxConnections open at once.
 * @param maxFrameBytes of a client's message.
 * @param queueBytes waiting for a client, above which its updates are conflated.
 * @param heartbeatInterval between heartbeats.
 * @param origins of pages that may connect from a browser.
 * @param version to name in the welcome.
 */
public record WebSocketSettings(
        String host,
        int port,
        int maxConnections,
        int maxFrameBytes,
        int queueBytes,
        Duration heartbeatInterval,
        List<String> origins,
        String version) {}
