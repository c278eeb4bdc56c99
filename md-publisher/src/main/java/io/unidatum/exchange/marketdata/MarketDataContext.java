package io.unidatum.exchange.marketdata;

import io.unidatum.exchange.protocol.FeedLayout;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.IdleStrategies;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/** What a {@link MarketDataPublisher} needs to know. Not thread safe; not to be changed after the launch. */
public final class MarketDataContext {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_DEPTH = FeedLayout.MAX_SNAPSHOT_LEVELS;

    private List<MemberEndpoints> members = List.of();
    private String aeronDirectoryName;
    private IdleStrategies idleStrategy = IdleStrategies.ADAPTIVE;
    private String host = "127.0.0.1";
    private String ownHost;
    private int feedPort = FeedLayout.DEFAULT_PORT;
    private int statusPort = 9051;
    private String redisHost = "127.0.0.1";
    private int redisPort = 6379;
    private String redisPassword = "";
    private int redisBookDepth = 50;
    private int redisIntervalMs = 100;
    private int tickerIntervalMs = 250;
    private EpochNanoClock clock = SystemEpochNanoClock.INSTANCE;

    /** Constructs a context with the defaults. */
    public MarketDataContext() {}

    /**
     * Checks what was set.
     *
     * @return this.
     * @throws IllegalArgumentException that names the setting and says what it may be.
     */
    public MarketDataContext conclude() {
        check(!members.isEmpty(), "the cluster's members are not set");
        check(feedPort > 0 && feedPort <= MAX_PORT, "feed port out of range 1 to 65535: " + feedPort);
        check(statusPort >= 0 && statusPort <= MAX_PORT, "status port out of range 0 to 65535: " + statusPort);
        check(redisPort > 0 && redisPort <= MAX_PORT, "Redis port out of range 1 to 65535: " + redisPort);
        check(
                redisBookDepth > 0 && redisBookDepth <= MAX_DEPTH,
                "depth of the books in Redis out of range 1 to " + MAX_DEPTH + ": " + redisBookDepth);
        check(redisIntervalMs > 0, "Redis interval is not positive: " + redisIntervalMs + " ms");
        check(tickerIntervalMs > 0, "ticker interval is not positive: " + tickerIntervalMs + " ms");
        return this;
    }

    /**
     * Sets the cluster's members, whose journals are followed.
     *
     * @param value one entry a member.
     * @return this.
     */
    public MarketDataContext members(final List<MemberEndpoints> value) {
        members = List.copyOf(value);
        return this;
    }

    /** The cluster's members. {@return one entry a member} */
    public List<MemberEndpoints> members() {
        return members;
    }

    /**
     * Sets the folder of the process's own media driver, which must be no other driver's.
     *
     * @param value folder, or null for one with a random name.
     * @return this.
     */
    public MarketDataContext aeronDirectoryName(final String value) {
        aeronDirectoryName = value;
        return this;
    }

    /** The folder of the process's own media driver. {@return folder, or null for one with a random name} */
    public String aeronDirectoryName() {
        return aeronDirectoryName;
    }

    /**
     * Sets how the duty cycles idle.
     *
     * @param value strategy of each thread.
     * @return this.
     */
    public MarketDataContext idleStrategy(final IdleStrategies value) {
        idleStrategy = Objects.requireNonNull(value);
        return this;
    }

    /** How the duty cycles idle. {@return strategy of each thread} */
    public IdleStrategies idleStrategy() {
        return idleStrategy;
    }

    /**
     * Sets the address that the feed and the status bind.
     *
     * @param value host name or address.
     * @return this.
     */
    public MarketDataContext host(final String value) {
        host = Objects.requireNonNull(value);
        return this;
    }

    /** The address that the feed and the status bind. {@return host name or address} */
    public String host() {
        return host;
    }

    /**
     * Sets the address of this machine that the members' archives send the journal to.
     *
     * @param value host name or address; null for the one that is bound.
     * @return this.
     */
    public MarketDataContext ownHost(final String value) {
        ownHost = value;
        return this;
    }

    /** The address that the members' archives send the journal to. {@return host name or address} */
    public String ownHost() {
        return ownHost == null ? host : ownHost;
    }

    /**
     * Sets the feed's control port, to which receivers subscribe.
     *
     * @param value UDP port.
     * @return this.
     */
    public MarketDataContext feedPort(final int value) {
        feedPort = value;
        return this;
    }

    /** The feed's control port. {@return UDP port} */
    public int feedPort() {
        return feedPort;
    }

    /**
     * Sets the port of {@code /health}.
     *
     * @param value TCP port, 0 for any free one.
     * @return this.
     */
    public MarketDataContext statusPort(final int value) {
        statusPort = value;
        return this;
    }

    /** The port of {@code /health}. {@return TCP port} */
    public int statusPort() {
        return statusPort;
    }

    /**
     * Sets where Redis is. It may be down at any time.
     *
     * @param value host name or address.
     * @return this.
     */
    public MarketDataContext redisHost(final String value) {
        redisHost = Objects.requireNonNull(value);
        return this;
    }

    /** Where Redis is. {@return host name or address} */
    public String redisHost() {
        return redisHost;
    }

    /**
     * Sets Redis's port.
     *
     * @param value TCP port.
     * @return this.
     */
    public MarketDataContext redisPort(final int value) {
        redisPort = value;
        return this;
    }

    /** Redis's port. {@return TCP port} */
    public int redisPort() {
        return redisPort;
    }

    /**
     * Sets Redis's password.
     *
     * @param value password, empty for none.
     * @return this.
     */
    public MarketDataContext redisPassword(final String value) {
        redisPassword = Objects.requireNonNull(value);
        return this;
    }

    /** Redis's password. {@return password, empty for none} */
    public String redisPassword() {
        return redisPassword;
    }

    /**
     * Sets how deep the books in Redis are.
     *
     * @param value levels of each side.
     * @return this.
     */
    public MarketDataContext redisBookDepth(final int value) {
        redisBookDepth = value;
        return this;
    }

    /** How deep the books in Redis are. {@return levels of each side} */
    public int redisBookDepth() {
        return redisBookDepth;
    }

    /**
     * Sets how often Redis gets what has changed.
     *
     * @param value milliseconds.
     * @return this.
     */
    public MarketDataContext redisIntervalMs(final int value) {
        redisIntervalMs = value;
        return this;
    }

    /** How often Redis gets what has changed. {@return milliseconds} */
    public int redisIntervalMs() {
        return redisIntervalMs;
    }

    /**
     * Sets how often the feed gets a ticker that has changed.
     *
     * @param value milliseconds.
     * @return this.
     */
    public MarketDataContext tickerIntervalMs(final int value) {
        tickerIntervalMs = value;
        return this;
    }

    /** How often the feed gets a ticker that has changed. {@return milliseconds} */
    public int tickerIntervalMs() {
        return tickerIntervalMs;
    }

    /**
     * Sets the clock that conflation and the tickers' rolling window go by. No number of the journal depends on it.
     *
     * @param value clock.
     * @return this.
     */
    public MarketDataContext clock(final EpochNanoClock value) {
        clock = Objects.requireNonNull(value);
        return this;
    }

    /** The clock that conflation and the tickers' rolling window go by. {@return clock} */
    public EpochNanoClock clock() {
        return clock;
    }

    private static void check(final boolean holds, final String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
