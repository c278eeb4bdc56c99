package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.SettingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of the exchange that runs in a data folder, kept in a file there for the commands that look at it. */
public final class RunningSettings {
    private static final String OPTION = "--data-dir";

    private RunningSettings() {}

    /**
     * Adds the settings of the exchange in the data folder, if one runs there.
     *
     * @param source of settings.
     * @param args of the command line, which may name the folder.
     * @return the source with what was added.
     */
    public static SettingSource add(final SettingSource source, final String... args) {
        final Path root = Path.of(dataDir(source, args)).toAbsolutePath().normalize();
        final Path file = new DataFolder(root).settings();
        if (!Files.isReadable(file)) {
            return source;
        }
        final Map<String, String> values = new HashMap<>();
        try {
            for (final String line : Files.readAllLines(file)) {
                final int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (final IOException ex) {
            return source;
        }
        return source.withRunning(values);
    }

    static void write(final DataFolder folder, final Map<String, String> settings) {
        try {
            Files.writeString(
                    folder.settings(),
                    new TreeMap<>(settings)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                                    .collect(Collectors.joining()));
        } catch (final IOException ex) {
            throw new UserError("the file " + folder.settings() + " cannot be written");
        }
    }

    static void delete(final DataFolder folder) {
        try {
            Files.deleteIfExists(folder.settings());
        } catch (final IOException ex) {
            throw new UserError("the file " + folder.settings() + " cannot be removed");
        }
    }

    private static String dataDir(final SettingSource source, final String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith(OPTION + "=")) {
                return args[i].substring(OPTION.length() + 1);
            }
            if (args[i].equals(OPTION) && i + 1 < args.length) {
                return args[i + 1];
            }
        }
        return source.find("DATA_DIR").orElse("./data");
    }
}
