package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks before a start that all ports are free, and names the setting of one that is not. */
public final class PortCheck {
    private final List<Need> needs = new ArrayList<>();

    private record Need(String host, int port, boolean udp, String setting) {}

    /** Constructs a check without ports. */
    public PortCheck() {}

    /**
     * Adds a TCP port.
     *
     * @param host to bind.
     * @param port to bind.
     * @param setting that names it.
     * @return this.
     */
    public PortCheck tcp(final String host, final int port, final String setting) {
        needs.add(new Need(host, port, false, setting));
        return this;
    }

    /**
     * Adds a UDP port.
     *
     * @param host to bind.
     * @param port to bind.
     * @param setting that names it.
     * @return this.
     */
    public PortCheck udp(final String host, final int port, final String setting) {
        needs.add(new Need(host, port, true, setting));
        return this;
    }

    /**
     * Binds each port for a moment.
     *
     * @throws UserError that names the first port that is taken or asked for twice, and its setting.
     */
    public void run() {
        final Map<String, String> settings = new HashMap<>();
        for (final Need need : needs) {
            final String key = (need.udp ? "udp " : "tcp ") + need.port;
            final String other = settings.putIfAbsent(key, need.setting);
            if (other != null) {
                throw new UserError("port " + need.port + " is set twice, by " + other + " and by " + need.setting
                        + ": change one of them");
            }
            bind(need);
        }
    }

    private static void bind(final Need need) {
        final InetSocketAddress address = new InetSocketAddress(need.host, need.port);
        if (address.isUnresolved()) {
            throw new UserError("BIND_HOST=" + need.host + " is not known on this machine");
        }
        try {
            if (need.udp) {
                new DatagramSocket(address).close();
            } else {
                try (ServerSocket socket = new ServerSocket()) {
                    // As servers do it, so that connections of a server that was stopped a moment ago do not count.
                    socket.setReuseAddress(true);
                    socket.bind(address, 1);
                }
            }
        } catch (final IOException ex) {
            throw new UserError("port " + need.port + " on " + need.host + " is taken: stop what uses it or set "
                    + need.setting + " to another");
        }
    }
}
