package io.unidatum.exchange.node;

import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Finds ports for the members of a cluster below the range from which the system hands out ports by itself. */
public final class FreePorts {
    private static final String HOST = "127.0.0.1";
    private static final int FIRST = 12_000;
    private static final int LAST = 31_000;
    private static final int ATTEMPTS = 200;

    private FreePorts() {}

    /**
     * Finds a base port such that all ports of so many members are free.
     *
     * @param members of the cluster.
     * @return the base port.
     */
    public static int basePort(final int members) {
        final Random random = new Random();
        final int count = members * MemberEndpoints.PORTS_PER_MEMBER;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            final int base = FIRST + random.nextInt(LAST - FIRST - count);
            if (areFree(base, count)) {
                return base;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row");
    }

    private static boolean areFree(final int base, final int count) {
        for (int port = base; port < base + count; port++) {
            try (ServerSocket tcp = new ServerSocket();
                    DatagramSocket udp = new DatagramSocket(null)) {
                tcp.bind(new InetSocketAddress(HOST, port));
                udp.bind(new InetSocketAddress(HOST, port));
            } catch (final IOException ex) {
                return false;
            }
        }
        return true;
    }
}
