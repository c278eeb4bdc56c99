package io.unidatum.exchange.gateway.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in text: ISO 8601, UTC, microseconds. Thread safe. */
public final class Times {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /**
     * Formats a time of the cluster.
     *
     * @param epochNs nanoseconds since the epoch.
     * @return such as {@code 2026-01-31T12:00:00.123456Z}.
     */
    public static String text(final long epochNs) {
        return FORMAT.format(
                Instant.ofEpochSecond(Math.floorDiv(epochNs, NS_PER_SECOND), Math.floorMod(epochNs, NS_PER_SECOND)));
    }

    /** This machine's time. {@return as {@link #text}} */
    public static String now() {
        return FORMAT.format(Instant.now());
    }
}
