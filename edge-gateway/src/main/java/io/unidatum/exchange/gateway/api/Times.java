package io.unidatum.exchange.gateway.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in text: ISO 8601, UTC, microseconds. Thread safe. */
public final class Times {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final int MAX_TEXT_LENGTH = 40;
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

    /**
     * Reads a time.
     *
     * @param text ISO 8601 with a zone, or milliseconds since the epoch in digits.
     * @return nanoseconds since the epoch, -1 if it cannot be read or is out of range.
     */
    public static long parse(final String text) {
        if (text.matches("[0-9]{1,13}")) {
            return multiply(Long.parseLong(text), NS_PER_MS);
        }
        if (text.length() > MAX_TEXT_LENGTH) {
            return -1;
        }
        try {
            final Instant instant = OffsetDateTime.parse(text).toInstant();
            final long seconds = multiply(instant.getEpochSecond(), NS_PER_SECOND);
            return seconds < 0 || seconds > Long.MAX_VALUE - NS_PER_SECOND ? -1 : seconds + instant.getNano();
        } catch (final DateTimeException ex) {
            return -1;
        }
    }

    private static long multiply(final long value, final long factor) {
        return value < 0 || value > Long.MAX_VALUE / factor ? -1 : value * factor;
    }

    /** This machine's time. {@return as {@link #text}} */
    public static String now() {
        return FORMAT.format(Instant.now());
    }
}
