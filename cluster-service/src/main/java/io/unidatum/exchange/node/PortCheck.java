package io.unidatum.exchange.node;

import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;

/** Finds out before the start whether a member's ports are free, to say so in one clear line. */
final class PortCheck {
    private PortCheck() {}

    /**
     * Checks the UDP ports of a member.
     *
     * @param endpoints of the member.
     * @throws NodeStartException if one cannot be bound.
     */
    static void check(final MemberEndpoints endpoints) {
        final List<String> addresses = List.of(
                endpoints.archiveControl(),
                endpoints.ingress(),
                endpoints.consensus(),
                endpoints.log(),
                endpoints.catchup(),
                endpoints.replication());
        for (final String address : addresses) {
            final int colon = address.lastIndexOf(':');
            final String host = address.substring(0, colon);
            final int port = Integer.parseInt(address.substring(colon + 1));
            final InetSocketAddress socketAddress = new InetSocketAddress(host, port);
            if (socketAddress.isUnresolved()) {
                throw new NodeStartException(
                        "the cluster host '" + host + "' is unknown: correct the list of cluster hosts", null);
            }
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(socketAddress);
            } catch (final IOException ex) {
                throw new NodeStartException(
                        "UDP port " + address + " cannot be bound (" + ex.getMessage()
                                + "): end the process that has it, or set another cluster base port or host",
                        ex);
            }
        }
    }
}
