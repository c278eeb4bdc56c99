package io.unidatum.exchange.drills.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The launcher's list of the processes it started, one line each: name, pid, and when it began. */
public final class ProcessList {
    private ProcessList() {}

    /**
     * Reads it.
     *
     * @param dataFolder of the exchange.
     * @return names to pids.
     */
    public static Map<String, Long> read(final Path dataFolder) {
        try {
            final Map<String, Long> pids = new HashMap<>();
            for (final String line :
                    Files.readAllLines(dataFolder.resolve("run").resolve("pids"))) {
                final String[] words = line.strip().split("\\s+");
                if (words.length >= 2) {
                    pids.put(words[0], Long.parseLong(words[1]));
                }
            }
            return pids;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
