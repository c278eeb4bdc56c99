package io.unidatum.exchange.cli.settings;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.unidatum.exchange.cli.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where settings come from when the command line does not give them: the environment, else the file
 * {@code .env.exchange} in the working folder (or the one that {@code EXCHANGE_ENV_FILE} names). Something set to an
 * empty text counts as not set. Immutable.
 */
public final class SettingSource implements IDefaultValueProvider {
    /** Names another file than {@code .env.exchange}. */
    public static final String FILE_VARIABLE = "EXCHANGE_ENV_FILE";

    /** The settings file's usual name. */
    public static final String DEFAULT_FILE = ".env.exchange";

    /** What the launcher script reads. */
    private static final List<String> LAUNCHER_SETTINGS = List.of("JAVA_HOME", "JVM_PROFILE", "EXCHANGE_JAVA_OPTS");

    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final String fileName;
    private final Map<String, String> running;

    private SettingSource(
            final Map<String, String> environment,
            final Map<String, String> file,
            final String fileName,
            final Map<String, String> running) {
        this.environment = environment;
        this.file = file;
        this.fileName = fileName;
        this.running = running;
    }

    /**
     * Adds the settings of an exchange that runs on this machine: commands that look at it take them where nothing else
     * is given.
     *
     * @param settings names and texts.
     * @return a source that has them too.
     */
    public SettingSource withRunning(final Map<String, String> settings) {
        return new SettingSource(environment, file, fileName, Map.copyOf(settings));
    }

    /**
     * Reads the settings file, if there is one.
     *
     * @param environment of the process.
     * @return the source.
     * @throws UserError if the file that is named is not there, or it cannot be read.
     */
    public static SettingSource load(final Map<String, String> environment) {
        final String named = environment.getOrDefault(FILE_VARIABLE, "").strip();
        final Path path = Path.of(named.isEmpty() ? DEFAULT_FILE : named).toAbsolutePath();
        if (!Files.exists(path)) {
            if (!named.isEmpty()) {
                throw new UserError(FILE_VARIABLE + "=" + named + ": there is no such file");
            }
            return new SettingSource(environment, Map.of(), path.toString(), Map.of());
        }
        final Map<String, String> values = new LinkedHashMap<>();
        try {
            final Dotenv dotenv = Dotenv.configure()
                    .directory(path.getParent().toString())
                    .filename(path.getFileName().toString())
                    .load();
            for (final DotenvEntry entry : dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                values.put(entry.getKey(), entry.getValue());
            }
        } catch (final DotenvException ex) {
            throw new UserError(path + " cannot be read: " + ex.getMessage());
        }
        return new SettingSource(environment, values, path.toString(), Map.of());
    }

    /**
     * The setting that an option is, by its long name: {@code --rest-port} is {@code REST_PORT}.
     *
     * @param arg an option or parameter of a command.
     * @return its name, or empty if it is no setting.
     */
    public static Optional<String> settingOf(final ArgSpec arg) {
        if (!(arg instanceof OptionSpec option)
                || option.converters().length == 0
                || !(option.converters()[0] instanceof SettingType)) {
            return Optional.empty();
        }
        return Optional.of(option.longestName().substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /**
     * Looks a setting up.
     *
     * @param name of the setting.
     * @return its text, or empty if neither the environment nor the file has it.
     */
    public Optional<String> find(final String name) {
        return nonEmpty(environment.get(name)).or(() -> nonEmpty(file.get(name)));
    }

    /**
     * Where a setting comes from.
     *
     * @param name of the setting.
     * @return words such as "in the environment".
     */
    public String origin(final String name) {
        if (nonEmpty(environment.get(name)).isPresent()) {
            return "in the environment";
        }
        return nonEmpty(file.get(name)).isPresent() ? "in " + fileName : "on the command line";
    }

    /**
     * Finds slips of the pen in the settings file.
     *
     * @param root the whole command line.
     * @return the names in the file that are settings of no command.
     */
    public List<String> unknownIn(final CommandLine root) {
        final List<String> unknown = new ArrayList<>(file.keySet());
        SettingTable.of(root).entries().forEach(entry -> unknown.remove(entry.name()));
        unknown.removeAll(LAUNCHER_SETTINGS);
        return unknown;
    }

    /** The settings file that is read. {@return its absolute path, whether it exists or not} */
    public String fileName() {
        return fileName;
    }

    @Override
    public String defaultValue(final ArgSpec arg) {
        // picocli replaces variables in defaults, and a value such as a password may hold a "$": it is doubled.
        return settingOf(arg)
                .flatMap(name -> find(name).or(() -> ofRunning(arg.command(), name)))
                .map(text -> text.replace("$", "$$"))
                .orElse(null);
    }

    private Optional<String> ofRunning(final CommandSpec command, final String name) {
        CommandSpec top = command;
        while (top.parent() != null && top.parent().parent() != null) {
            top = top.parent();
        }
        return top.userObject() instanceof LooksAtRunning ? nonEmpty(running.get(name)) : Optional.empty();
    }

    private static Optional<String> nonEmpty(final String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
