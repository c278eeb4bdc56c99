package io.unidatum.exchange.benchmarks;

import java.util.Map;

/** Numbers and words that a benchmark reads from the environment, each with a default. */
public final class Settings {
    private final Map<String, String> values;

    /**
     * Constructs settings.
     *
     * @param values by name.
     */
    public Settings(final Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Those of this process. {@return the settings} */
    public static Settings ofEnvironment() {
        return new Settings(System.getenv());
    }

    /**
     * A number.
     *
     * @param name     of the setting.
     * @param standard if it is not set.
     * @param least    that makes sense.
     * @return its value.
     * @throws IllegalArgumentException if it is no number, or less.
     */
    public long number(final String name, final long standard, final long least) {
        final String value = values.get(name);
        if (value == null || value.isBlank()) {
            return standard;
        }
        try {
            final long number = Long.parseLong(value.trim().replace("_", ""));
            if (number >= least) {
                return number;
            }
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(name + "=" + value + " must be a whole number", e);
        }
        throw new IllegalArgumentException(name + "=" + value + " must be at least " + least);
    }

    /**
     * A number that fits an {@code int}.
     *
     * @param name     of the setting.
     * @param standard if it is not set.
     * @param least    that makes sense.
     * @return its value.
     * @throws IllegalArgumentException if it is no number, or less, or too large.
     */
    public int count(final String name, final int standard, final int least) {
        final long number = number(name, standard, least);
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + "=" + number + " must be at most " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /**
     * A word.
     *
     * @param name     of the setting.
     * @param standard if it is not set.
     * @return its value.
     */
    public String word(final String name, final String standard) {
        final String value = values.get(name);
        return value == null || value.isBlank() ? standard : value.trim();
    }
}
