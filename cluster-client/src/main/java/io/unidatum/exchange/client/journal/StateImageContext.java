package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Where {@link StateImage} looks for snapshots. Set once, from one thread. */
public final class StateImageContext {
    private List<MemberEndpoints> members;
    private String aeronDirectoryName;
    private String replayHost = "127.0.0.1";
    private long timeoutNs = TimeUnit.SECONDS.toNanos(5);

    /**
     * Members whose archives may be read.
     *
     * @param endpoints one entry a member.
     * @return this.
     */
    public StateImageContext members(final List<MemberEndpoints> endpoints) {
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
    public StateImageContext aeronDirectoryName(final String name) {
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
    public StateImageContext replayHost(final String host) {
        this.replayHost = host;
        return this;
    }

    /** Address that archives answer and replay to. {@return name or address} */
    public String replayHost() {
        return replayHost;
    }

    /**
     * How long a member may take to answer, and how long a replay may stand still, until the next is tried.
     *
     * @param ns in ns, 5 s by default.
     * @return this.
     */
    public StateImageContext timeoutNs(final long ns) {
        this.timeoutNs = ns;
        return this;
    }

    /** How long a member may take. {@return ns} */
    public long timeoutNs() {
        return timeoutNs;
    }

    /**
     * Checks that nothing is missing.
     *
     * @throws NullPointerException if members or driver are missing.
     * @throws IllegalArgumentException if a value makes no sense.
     */
    public void conclude() {
        Objects.requireNonNull(members, "members");
        Objects.requireNonNull(aeronDirectoryName, "aeronDirectoryName");
        if (members.isEmpty() || timeoutNs <= 0) {
            throw new IllegalArgumentException("needs at least one member and a time-out above 0");
        }
    }
}
