package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: 500ms, 30s, 5m, 1h, 1d; in nanoseconds. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /** Reads a time; 0 needs no unit. {@return ns} */
    static long parse(final String text) {
        if (text.equals("0")) {
            return 0;
        }
        final Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new UserError(text + " is no time: write 500ms, 30s, 5m, 1h or 1d");
        }
        return Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
    }

    /** Writes a time in the largest unit that it is a whole number of. {@return such as 30s} */
    static String format(final long ns) {
        for (final String unit : new String[] {"d", "h", "m", "s", "ms"}) {
            if (ns % unit(unit) == 0) {
                return ns == 0 ? "0" : ns / unit(unit) + unit;
            }
        }
        return ns + "ns";
    }

    private static long unit(final String name) {
        return switch (name) {
            case "ms" -> MILLISECOND;
            case "s" -> SECOND;
            case "m" -> MINUTE;
            case "h" -> HOUR;
            default -> DAY;
        };
    }
}
