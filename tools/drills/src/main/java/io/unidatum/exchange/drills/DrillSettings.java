package io.unidatum.exchange.drills;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** What a drill reads from the environment. */
final class DrillSettings {
    private DrillSettings() {}

    /**
     * A whole number.
     *
     * @param name of the variable.
     * @param otherwise its value when it is not given.
     * @param least that it may be.
     * @throws IllegalArgumentException if it is given and is none.
     */
    static long number(final String name, final long otherwise, final long least) {
        final String text = System.getenv(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            final long value = Long.parseLong(text.strip());
            if (value >= least) {
                return value;
            }
        } catch (final NumberFormatException ex) {
            // Said below.
        }
        throw new IllegalArgumentException(name + "=" + text + " must be a whole number from " + least + " on");
    }

    /** The seed: given, or any. {@return 0 or more} */
    static long seed() {
        return number("SEED", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE), 0);
    }

    /**
     * The launcher of the distribution that this drill was started from.
     *
     * @throws IllegalStateException if it was started in another way.
     */
    static Path launcher() {
        final String home = System.getenv("EXCHANGE_HOME");
        final Path launcher = home == null ? null : Path.of(home).resolve("bin").resolve("exchange");
        if (launcher == null || !Files.isExecutable(launcher)) {
            throw new IllegalStateException("drills start an exchange of their own: run them by 'exchange drill'");
        }
        return launcher;
    }
}
