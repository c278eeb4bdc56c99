package io.unidatum.exchange.benchmarks;

import java.util.Locale;

/** Prints figures, one a line, as programs read them: {@code FIGURE name value unit}. */
public final class Figures {
    private Figures() {}

    /**
     * Prints a whole number.
     *
     * @param name  of the figure.
     * @param value of it.
     * @param unit  of the value.
     */
    public static void print(final String name, final long value, final String unit) {
        System.out.println("FIGURE " + name + " " + value + " " + unit);
    }

    /**
     * Prints a number with three decimals.
     *
     * @param name  of the figure.
     * @param value of it.
     * @param unit  of the value.
     */
    public static void print(final String name, final double value, final String unit) {
        System.out.println(String.format(Locale.ROOT, "FIGURE %s %.3f %s", name, value, unit));
    }
}
