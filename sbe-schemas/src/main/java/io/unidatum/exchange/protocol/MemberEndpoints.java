package io.unidatum.exchange.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Where one cluster member listens. All its ports follow from a base port: member {@code i} uses
 * {@code basePort + 10 * i} and the next few, so several members fit on one host and nothing else needs configuring.
 *
 * @param memberId 0 to 9.
 * @param host name or address that the others reach it by.
 * @param firstPort the first of its ports.
 */
public record MemberEndpoints(int memberId, String host, int firstPort) {
    /** Ports that one member may use. */
    public static final int PORTS_PER_MEMBER = 10;

    private static final int MAX_MEMBERS = 10;

    /**
     * Endpoints of all members of a cluster.
     *
     * @param hosts comma-separated hosts in member order: {@code 127.0.0.1,127.0.0.1,127.0.0.1}.
     * @param basePort the first port of member 0.
     * @return one entry a member, in order.
     * @throws IllegalArgumentException if there are no hosts, more than 10, a blank one, or a port is out of range.
     */
    public static List<MemberEndpoints> parse(final String hosts, final int basePort) {
        final String[] names = hosts.split(",", -1);
        if (names.length > MAX_MEMBERS) {
            throw new IllegalArgumentException("more than " + MAX_MEMBERS + " cluster hosts: " + hosts);
        }
        final List<MemberEndpoints> members = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            final String name = names[i].strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException("an empty name in the list of cluster hosts: '" + hosts + "'");
            }
            final int firstPort = basePort + PORTS_PER_MEMBER * i;
            if (firstPort < 1 || firstPort + PORTS_PER_MEMBER > 65_536) {
                throw new IllegalArgumentException("cluster base port out of range: " + basePort);
            }
            members.add(new MemberEndpoints(i, name, firstPort));
        }
        return List.copyOf(members);
    }

    /** Archive control requests. {@return host:port} */
    public String archiveControl() {
        return endpoint(0);
    }

    /** Client ingress. {@return host:port} */
    public String ingress() {
        return endpoint(1);
    }

    /** Consensus messages between members. {@return host:port} */
    public String consensus() {
        return endpoint(2);
    }

    /** The leader's log. {@return host:port} */
    public String log() {
        return endpoint(3);
    }

    /** Catching up from the leader's archive. {@return host:port} */
    public String catchup() {
        return endpoint(4);
    }

    /** Archive replication between members. {@return host:port} */
    public String replication() {
        return endpoint(5);
    }

    /** The node's HTTP status: {@code /health}. {@return host:port} */
    public String status() {
        return endpoint(6);
    }

    /** Port of the node's HTTP status. {@return the port} */
    public int statusPort() {
        return firstPort + 6;
    }

    /**
     * The list a cluster client connects with.
     *
     * @param members of the cluster.
     * @return {@code 0=host:port,1=host:port,2=host:port}.
     */
    public static String ingressEndpoints(final List<MemberEndpoints> members) {
        final StringBuilder builder = new StringBuilder();
        for (final MemberEndpoints member : members) {
            if (!builder.isEmpty()) {
                builder.append(',');
            }
            builder.append(member.memberId()).append('=').append(member.ingress());
        }
        return builder.toString();
    }

    private String endpoint(final int index) {
        return host + ":" + (firstPort + index);
    }
}
