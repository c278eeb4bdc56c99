package io.unidatum.exchange.drills;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells a person how a drill goes on, each line with the seconds since it began. Thread safe. */
final class Console {
    private final PrintStream out;
    private final long startNs = System.nanoTime();

    Console(final PrintStream out) {
        this.out = out;
    }

    /** Prints a line. */
    void line(final String text) {
        final double seconds = (System.nanoTime() - startNs) / (double) TimeUnit.SECONDS.toNanos(1);
        out.printf(Locale.ROOT, "%7.1f s  %s%n", seconds, text);
        out.flush();
    }

    /** Prints text as it is. */
    void plain(final String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a figure for scripts. */
    void figure(final String name, final long value, final String unit) {
        plain("FIGURE " + name + " " + value + " " + unit);
    }
}
