package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What a {@link JournalReader} is made with. Set once, from one thread. */
public final class JournalReaderContext {
    private List<MemberEndpoints> members;
    private String aeronDirectoryName;
    private String replayHost = "127.0.0.1";
    private JournalPoint startAfter = JournalPoint.START;
    private JournalHandler handler;
    private int feeds = 1;
    private int fragmentLimit = 64;
    private long connectTimeoutNs = TimeUnit.SECONDS.toNanos(3);
    private long silenceTimeoutNs = TimeUnit.SECONDS.toNanos(2);
    private long minRetryNs = TimeUnit.MILLISECONDS.toNanos(50);
    private long maxRetryNs = TimeUnit.SECONDS.toNanos(1);

    /**
     * Members whose archives may be read, in order of preference.
     *
     * @param endpoints one entry a member.
     * @return this.
     */
    public JournalReaderContext members(final List<MemberEndpoints> endpoints) {
        this.members = List.copyOf(endpoints);
        return this;
    }

    /** Members whose archives may be read. {@return one entry a member} */
    public List<MemberEndpoints> members() {
        return members;
    }

    /**
     * The media driver to use.
     *
     * @param name of its folder.
     * @return this.
     */
    public JournalReaderContext aeronDirectoryName(final String name) {
        this.aeronDirectoryName = name;
        return this;
    }

    /** The media driver to use. {@return name of its folder} */
    public String aeronDirectoryName() {
        return aeronDirectoryName;
    }

    /**
     * Address of this machine that archives answer and replay to.
     *
     * @param host name or address, 127.0.0.1 by default.
     * @return this.
     */
    public JournalReaderContext replayHost(final String host) {
        this.replayHost = host;
        return this;
    }

    /** Address that archives answer and replay to. {@return name or address} */
    public String replayHost() {
        return replayHost;
    }

    /**
     * What is known already: reading starts with the next event.
     *
     * @param point to start after; the journal's beginning by default.
     * @return this.
     */
    public JournalReaderContext startAfter(final JournalPoint point) {
        this.startAfter = point;
        return this;
    }

    /** What is known already. {@return the point to start after} */
    public JournalPoint startAfter() {
        return startAfter;
    }

    /**
     * Receives the events.
     *
     * @param journalHandler to call.
     * @return this.
     */
    public JournalReaderContext handler(final JournalHandler journalHandler) {
        this.handler = journalHandler;
        return this;
    }

    /** Receives the events. {@return the handler} */
    public JournalHandler handler() {
        return handler;
    }

    /**
     * Members to read from at the same time: with two, the death of a node delays nothing.
     *
     * @param count 1 or 2; 1 by default.
     * @return this.
     */
    public JournalReaderContext feeds(final int count) {
        this.feeds = count;
        return this;
    }

    /** Members to read from at the same time. {@return 1 or 2} */
    public int feeds() {
        return feeds;
    }

    /**
     * Most frames that one step passes on from a feed.
     *
     * @param frames at least 1; 64 by default.
     * @return this.
     */
    public JournalReaderContext fragmentLimit(final int frames) {
        this.fragmentLimit = frames;
        return this;
    }

    /** Most frames that one step passes on from a feed. {@return frames} */
    public int fragmentLimit() {
        return fragmentLimit;
    }

    /**
     * How long connecting to a member's archive, or an answer of it, may take.
     *
     * @param timeoutNs in ns, 3 s by default.
     * @return this.
     */
    public JournalReaderContext connectTimeoutNs(final long timeoutNs) {
        this.connectTimeoutNs = timeoutNs;
        return this;
    }

    /** How long connecting to a member's archive, or an answer of it, may take. {@return ns} */
    public long connectTimeoutNs() {
        return connectTimeoutNs;
    }

    /**
     * How long a member may be silent until it is taken for dead. It is asked for its position several
     * times in that span.
     *
     * @param timeoutNs in ns, 2 s by default.
     * @return this.
     */
    public JournalReaderContext silenceTimeoutNs(final long timeoutNs) {
        this.silenceTimeoutNs = timeoutNs;
        return this;
    }

    /** How long a member may be silent until it is taken for dead. {@return ns} */
    public long silenceTimeoutNs() {
        return silenceTimeoutNs;
    }

    /**
     * Pause between attempts to find a member to read from: doubles from the first to the last while none is found.
     *
     * @param firstNs in ns, 50 ms by default.
     * @param lastNs in ns, 1 s by default.
     * @return this.
     */
    public JournalReaderContext retryIntervalNs(final long firstNs, final long lastNs) {
        this.minRetryNs = firstNs;
        this.maxRetryNs = lastNs;
        return this;
    }

    /** First pause between attempts. {@return ns} */
    public long minRetryNs() {
        return minRetryNs;
    }

    /** Longest pause between attempts. {@return ns} */
    public long maxRetryNs() {
        return maxRetryNs;
    }

    /**
     * Checks that nothing is missing.
     *
     * @throws NullPointerException if members, driver or handler are missing.
     * @throws IllegalArgumentException if a value makes no sense.
     */
    public void conclude() {
        Objects.requireNonNull(members, "members");
        Objects.requireNonNull(aeronDirectoryName, "aeronDirectoryName");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(startAfter, "startAfter");
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one member");
        }
        if (feeds < 1 || feeds > 2) {
            throw new IllegalArgumentException("a reader has 1 or 2 feeds: " + feeds);
        }
        if (fragmentLimit < 1 || connectTimeoutNs <= 0 || silenceTimeoutNs <= 0) {
            throw new IllegalArgumentException("limits and time-outs must be above 0");
        }
        if (minRetryNs <= 0 || maxRetryNs < minRetryNs) {
            throw new IllegalArgumentException("no retry interval: " + minRetryNs + " to " + maxRetryNs);
        }
    }
}
