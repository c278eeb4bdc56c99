package io.unidatum.exchange.gateway;

import java.time.Duration;

/** What a gateway bounds, and by how much. Fluent; validated with its {@link GatewayContext}. Not thread safe. */
public final class GatewayLimits {
    private static final Duration MIN_ORDER_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_ORDER_TIMEOUT = Duration.ofSeconds(20);

    private int maxOrdersPerSecond = 10_000;
    private int maxOrdersPerSecondPerAccount;
    private int maxRestConnections = 2_000;
    private int maxRequestsInFlight = 4_000;
    private int maxWebSocketConnections = 1_000;
    private int maxSubscriptionsPerConnection = 100;
    private int maxBodyBytes = 64 * 1024;
    private int maxWebSocketFrameBytes = 16 * 1024;
    private int webSocketQueueBytes = 256 * 1024;
    private int windowSize = 4_096;
    private Duration orderTimeout = Duration.ofSeconds(8);
    private Duration readWait = Duration.ofSeconds(3);
    private Duration heartbeatInterval = Duration.ofSeconds(15);

    GatewayLimits() {}

    void conclude() {
        Setting.range("maxOrdersPerSecond", maxOrdersPerSecond, 1, 10_000_000);
        Setting.range("maxOrdersPerSecondPerAccount", maxOrdersPerSecondPerAccount, 0, 10_000_000);
        Setting.range("maxRestConnections", maxRestConnections, 1, 1_000_000);
        Setting.range("maxRequestsInFlight", maxRequestsInFlight, 1, 1_000_000);
        Setting.range("maxWebSocketConnections", maxWebSocketConnections, 1, 1_000_000);
        Setting.range("maxSubscriptionsPerConnection", maxSubscriptionsPerConnection, 1, 10_000);
        Setting.range("maxBodyBytes", maxBodyBytes, 1024, 1024 * 1024);
        Setting.range("maxWebSocketFrameBytes", maxWebSocketFrameBytes, 1024, 1024 * 1024);
        Setting.range("webSocketQueueBytes", webSocketQueueBytes, 4096, 64 * 1024 * 1024);
        Setting.range("windowSize", windowSize, 1, 1_000_000);
        Setting.check(
                orderTimeout.compareTo(MIN_ORDER_TIMEOUT) >= 0 && orderTimeout.compareTo(MAX_ORDER_TIMEOUT) <= 0,
                "orderTimeout: " + orderTimeout + " is not between 100 ms and 20 s");
        Setting.check(!readWait.isNegative(), "readWait: " + readWait + " is negative");
        Setting.check(
                heartbeatInterval.compareTo(Duration.ofMillis(100)) >= 0, "heartbeatInterval: shorter than 100 ms");
    }

    /** New and amended orders a second that this gateway admits. {@return the setting} */
    public int maxOrdersPerSecond() {
        return maxOrdersPerSecond;
    }

    /** Sets maxOrdersPerSecond. {@return this} */
    public GatewayLimits maxOrdersPerSecond(final int value) {
        maxOrdersPerSecond = value;
        return this;
    }

    /** The same for one account; 0: no limit of its own. {@return the setting} */
    public int maxOrdersPerSecondPerAccount() {
        return maxOrdersPerSecondPerAccount;
    }

    /** Sets maxOrdersPerSecondPerAccount. {@return this} */
    public GatewayLimits maxOrdersPerSecondPerAccount(final int value) {
        maxOrdersPerSecondPerAccount = value;
        return this;
    }

    /** Open REST connections. {@return the setting} */
    public int maxRestConnections() {
        return maxRestConnections;
    }

    /** Sets maxRestConnections. {@return this} */
    public GatewayLimits maxRestConnections(final int value) {
        maxRestConnections = value;
        return this;
    }

    /** REST requests in work at once. {@return the setting} */
    public int maxRequestsInFlight() {
        return maxRequestsInFlight;
    }

    /** Sets maxRequestsInFlight. {@return this} */
    public GatewayLimits maxRequestsInFlight(final int value) {
        maxRequestsInFlight = value;
        return this;
    }

    /** Open WebSocket connections. {@return the setting} */
    public int maxWebSocketConnections() {
        return maxWebSocketConnections;
    }

    /** Sets maxWebSocketConnections. {@return this} */
    public GatewayLimits maxWebSocketConnections(final int value) {
        maxWebSocketConnections = value;
        return this;
    }

    /** Subscriptions of one WebSocket connection. {@return the setting} */
    public int maxSubscriptionsPerConnection() {
        return maxSubscriptionsPerConnection;
    }

    /** Sets maxSubscriptionsPerConnection. {@return this} */
    public GatewayLimits maxSubscriptionsPerConnection(final int value) {
        maxSubscriptionsPerConnection = value;
        return this;
    }

    /** Largest request body, bytes. {@return the setting} */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** Sets maxBodyBytes. {@return this} */
    public GatewayLimits maxBodyBytes(final int value) {
        maxBodyBytes = value;
        return this;
    }

    /** Largest WebSocket message from a client, bytes. {@return the setting} */
    public int maxWebSocketFrameBytes() {
        return maxWebSocketFrameBytes;
    }

    /** Sets maxWebSocketFrameBytes. {@return this} */
    public GatewayLimits maxWebSocketFrameBytes(final int value) {
        maxWebSocketFrameBytes = value;
        return this;
    }

    /** Bytes waiting for one WebSocket client, above which its updates are conflated. {@return the setting} */
    public int webSocketQueueBytes() {
        return webSocketQueueBytes;
    }

    /** Sets webSocketQueueBytes. {@return this} */
    public GatewayLimits webSocketQueueBytes(final int value) {
        webSocketQueueBytes = value;
        return this;
    }

    /** Commands on the way to the cluster at once. {@return the setting} */
    public int windowSize() {
        return windowSize;
    }

    /** Sets windowSize. {@return this} */
    public GatewayLimits windowSize(final int value) {
        windowSize = value;
        return this;
    }

    /** How long an order may wait for the cluster's answer, 100 ms to 20 s. {@return the setting} */
    public Duration orderTimeout() {
        return orderTimeout;
    }

    /** Sets orderTimeout. {@return this} */
    public GatewayLimits orderTimeout(final Duration value) {
        orderTimeout = value;
        return this;
    }

    /** How long a read waits for its min_sequence. {@return the setting} */
    public Duration readWait() {
        return readWait;
    }

    /** Sets readWait. {@return this} */
    public GatewayLimits readWait(final Duration value) {
        readWait = value;
        return this;
    }

    /** Interval of WebSocket heartbeats. {@return the setting} */
    public Duration heartbeatInterval() {
        return heartbeatInterval;
    }

    /** Sets heartbeatInterval. {@return this} */
    public GatewayLimits heartbeatInterval(final Duration value) {
        heartbeatInterval = value;
        return this;
    }
}
