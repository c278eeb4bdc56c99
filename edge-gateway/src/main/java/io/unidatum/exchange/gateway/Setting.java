package io.unidatum.exchange.gateway;

import java.net.URI;

/** Checks of single settings; each throws {@link IllegalArgumentException} with a message that names the setting. */
final class Setting {
    private static final int MAX_PORT = 65_535;

    private Setting() {}

    static void check(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    static void port(final String name, final int port, final int least) {
        check(port >= least && port <= MAX_PORT, name + ": " + port + " is not a port");
    }

    static void range(final String name, final long value, final long least, final long most) {
        check(value >= least && value <= most, name + ": " + value + " is not in " + least + " to " + most);
    }

    static void url(final String name, final String url) {
        if (url.isEmpty()) {
            return;
        }
        final URI uri;
        try {
            uri = URI.create(url);
        } catch (final IllegalArgumentException ex) {
            throw new IllegalArgumentException(name + ": '" + url + "' is not a URL", ex);
        }
        final boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        check(http && uri.getHost() != null, name + ": '" + url + "' is not an http or https URL");
    }
}
