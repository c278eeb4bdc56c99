package io.unidatum.exchange.client;

import io.unidatum.exchange.protocol.MemberEndpoints;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.runtime.IdleStrategies;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.BitUtil;

/** What a {@link ClusterClient} is started with. Set once, from one thread, before {@link ClusterClient#launch}. */
public final class ClusterClientContext {
    private static final int MAX_WINDOW = 1 << 16;

    private List<MemberEndpoints> members;
    private Ed25519Key key;
    private String aeronDirectoryName;
    private String egressHost = "127.0.0.1";
    private String threadName = "cluster-client";
    private IdleStrategies idle = IdleStrategies.ADAPTIVE;
    private int windowSize = 4096;
    private long connectTimeoutNs = TimeUnit.SECONDS.toNanos(3);
    private long newLeaderTimeoutNs = TimeUnit.SECONDS.toNanos(5);
    private long silenceTimeoutNs = TimeUnit.SECONDS.toNanos(2);
    private long resendIntervalNs = TimeUnit.SECONDS.toNanos(1);

    /**
     * The cluster's members.
     *
     * @param endpoints one entry a member.
     * @return this.
     */
    public ClusterClientContext members(final List<MemberEndpoints> endpoints) {
        this.members = List.copyOf(endpoints);
        return this;
    }

    /** The cluster's members. {@return one entry a member} */
    public List<MemberEndpoints> members() {
        return members;
    }

    /**
     * The key that identifies this process to the cluster.
     *
     * @param keyPair to authenticate with.
     * @return this.
     */
    public ClusterClientContext key(final Ed25519Key keyPair) {
        this.key = keyPair;
        return this;
    }

    /** The key that identifies this process. {@return the key pair} */
    public Ed25519Key key() {
        return key;
    }

    /**
     * The media driver to use: {@link ClientDriver#aeronDirectoryName()}.
     *
     * @param name of its folder.
     * @return this.
     */
    public ClusterClientContext aeronDirectoryName(final String name) {
        this.aeronDirectoryName = name;
        return this;
    }

    /** The media driver to use. {@return name of its folder} */
    public String aeronDirectoryName() {
        return aeronDirectoryName;
    }

    /**
     * Address of this machine that the members send their answers to.
     *
     * @param host name or address, 127.0.0.1 by default.
     * @return this.
     */
    public ClusterClientContext egressHost(final String host) {
        this.egressHost = host;
        return this;
    }

    /** Address that the members answer to. {@return name or address} */
    public String egressHost() {
        return egressHost;
    }

    /**
     * Name of the client's thread.
     *
     * @param name to use.
     * @return this.
     */
    public ClusterClientContext threadName(final String name) {
        this.threadName = name;
        return this;
    }

    /** Name of the client's thread. {@return the name} */
    public String threadName() {
        return threadName;
    }

    /**
     * Idle strategy of the client's thread.
     *
     * @param strategy to use; {@link IdleStrategies#ADAPTIVE} by default.
     * @return this.
     */
    public ClusterClientContext idle(final IdleStrategies strategy) {
        this.idle = strategy;
        return this;
    }

    /** Idle strategy of the client's thread. {@return the strategy} */
    public IdleStrategies idle() {
        return idle;
    }

    /**
     * Most commands that may wait for an outcome at once.
     *
     * @param commands 1 to 65,536, rounded up to a power of two; 4,096 by default.
     * @return this.
     */
    public ClusterClientContext windowSize(final int commands) {
        this.windowSize = commands;
        return this;
    }

    /** Most commands that may wait for an outcome at once. {@return commands} */
    public int windowSize() {
        return windowSize;
    }

    /**
     * How long one attempt to open a session may take.
     *
     * @param timeoutNs in ns, 3 s by default.
     * @return this.
     */
    public ClusterClientContext connectTimeoutNs(final long timeoutNs) {
        this.connectTimeoutNs = timeoutNs;
        return this;
    }

    /** How long one attempt to open a session may take. {@return ns} */
    public long connectTimeoutNs() {
        return connectTimeoutNs;
    }

    /**
     * How long a session waits for a new leader after its leader is gone, until it is given up and a new one opened.
     *
     * @param timeoutNs in ns, 5 s by default.
     * @return this.
     */
    public ClusterClientContext newLeaderTimeoutNs(final long timeoutNs) {
        this.newLeaderTimeoutNs = timeoutNs;
        return this;
    }

    /** How long a session waits for a new leader. {@return ns} */
    public long newLeaderTimeoutNs() {
        return newLeaderTimeoutNs;
    }

    /**
     * After how long without any answer the client no longer calls itself connected. The session is given up and opened
     * anew after this and {@link #newLeaderTimeoutNs} together.
     *
     * @param timeoutNs in ns, above 1 s; 2 s by default.
     * @return this.
     */
    public ClusterClientContext silenceTimeoutNs(final long timeoutNs) {
        this.silenceTimeoutNs = timeoutNs;
        return this;
    }

    /** After how long without any answer the client no longer calls itself connected. {@return ns} */
    public long silenceTimeoutNs() {
        return silenceTimeoutNs;
    }

    /**
     * How long an answer may take until the command is sent again; doubles with each time, up to eight times as long.
     *
     * @param intervalNs in ns, 1 s by default.
     * @return this.
     */
    public ClusterClientContext resendIntervalNs(final long intervalNs) {
        this.resendIntervalNs = intervalNs;
        return this;
    }

    /** How long an answer may take until the command is sent again. {@return ns} */
    public long resendIntervalNs() {
        return resendIntervalNs;
    }

    /**
     * Checks that nothing is missing.
     *
     * @throws NullPointerException if members, key or driver are missing.
     * @throws IllegalArgumentException if a value makes no sense.
     */
    public void conclude() {
        Objects.requireNonNull(members, "members");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(aeronDirectoryName, "aeronDirectoryName");
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one member");
        }
        if (windowSize < 1 || windowSize > MAX_WINDOW) {
            throw new IllegalArgumentException("window size must be 1 to " + MAX_WINDOW + ": " + windowSize);
        }
        windowSize = Math.max(2, BitUtil.findNextPositivePowerOfTwo(windowSize));
        requirePositive(connectTimeoutNs, "connect time-out");
        requirePositive(newLeaderTimeoutNs, "new leader time-out");
        requirePositive(resendIntervalNs, "resend interval");
        if (silenceTimeoutNs <= TimeUnit.SECONDS.toNanos(1)) {
            throw new IllegalArgumentException("silence time-out must be above 1 s: " + silenceTimeoutNs);
        }
    }

    private static void requirePositive(final long valueNs, final String name) {
        if (valueNs <= 0) {
            throw new IllegalArgumentException(name + " must be above 0: " + valueNs);
        }
    }
}
