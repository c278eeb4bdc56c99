package io.unidatum.exchange.gateway.rest;

import java.time.Duration;
import java.util.List;

/**
 * How REST is served.
 *
 * @param host to bind.
 * @param port to bind, 0 for any.
 * @param maxConnections open at once, over all event loops.
 * @param maxInFlight requests in work at once, over all event loops.
 * @param maxBodyBytes of a request.
 * @param deadline after which a request is given up, whatever it waits for.
 * @param origins of pages that may call from a browser.
 */
public record RestSettings(
        String host,
        int port,
        int maxConnections,
        int maxInFlight,
        int maxBodyBytes,
        Duration deadline,
        List<String> origins) {}
