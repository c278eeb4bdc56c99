package io.unidatum.exchange.cli.run;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** What {@code run} tells people while it works. Thread safe; every line is flushed. */
final class Console {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter out;

    Console(final PrintWriter out) {
        this.out = out;
    }

    synchronized void line(final String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a line with the time of day, for what happens by itself. */
    void event(final String text) {
        line(LocalTime.now().format(TIME) + " " + text);
    }
}
