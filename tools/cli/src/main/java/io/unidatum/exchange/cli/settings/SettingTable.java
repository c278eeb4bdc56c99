package io.unidatum.exchange.cli.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** All settings of all commands, each once: the one table that documents them. */
public final class SettingTable {
    private static final String MARKDOWN_HEAD = """
            # Configuration

            This page is made by `exchange config --markdown`; a test holds it to what the code says.

            Each setting is an option of the commands that use it (`REST_PORT` is `--rest-port`), an environment
            variable, and a line of the file `.env.exchange` in the working folder (`EXCHANGE_ENV_FILE` names another
            file). The command line wins over the environment, the environment over the file. What is set to nothing
            counts as not set. Values are checked at start; an error names the setting and says what it must be.

            Secrets are given in the environment, in the settings file, or in files of their own (mode 600), never on a
            command line, and are never printed. A path that begins with `DATA_DIR` is inside the data folder.

            Three more variables are read by the launcher script `bin/exchange`, from the environment only: `JAVA_HOME`;
            `JVM_PROFILE`, which chooses between its sets of JVM options, `small` for development (the default) and
            `server` for production; `EXCHANGE_JAVA_OPTS`, which adds options.

            Commands that look at a running exchange (`status`, `down`, `health`, `shell-db` and the like) take what is
            set nowhere from the exchange that runs in `DATA_DIR`.

            | setting | default | must be | what it does | used by |
            |---|---|---|---|---|
            """;

    private static final String EXAMPLE_HEAD = """
            # Settings of the exchange. Copy to .env.exchange and change what you need; what stays commented out keeps
            # its default. The environment wins over this file. docs/configuration.md says more.
            # Made by 'exchange config --example'; a test holds it to what the code says.
            """;

    private final List<Entry> entries;

    private SettingTable(final Collection<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * One setting.
     *
     * @param name of the setting.
     * @param option that it is, of one of the commands.
     * @param users the commands that have it.
     */
    public record Entry(String name, OptionSpec option, List<String> users) {
        /** The default. {@return its text, or empty if there is none} */
        public Optional<String> defaultText() {
            return Optional.ofNullable(option.defaultValue());
        }

        /** What is allowed. {@return words that continue "must be ..."} */
        public String allowed() {
            return ((SettingType<?>) option.converters()[0]).allowed();
        }

        /** What it does. {@return one line} */
        public String description() {
            return String.join(" ", option.description());
        }

        /** Whether it is never shown. {@return true if so} */
        public boolean secret() {
            return option.type() == Secret.class;
        }
    }

    /**
     * Collects the settings of all commands.
     *
     * @param root the whole command line.
     * @return the table, in the order of the commands and their options.
     */
    public static SettingTable of(final CommandLine root) {
        final Map<String, Entry> entries = new LinkedHashMap<>();
        collect(root, "", entries);
        return new SettingTable(entries.values());
    }

    private static void collect(final CommandLine command, final String path, final Map<String, Entry> entries) {
        for (final OptionSpec option : command.getCommandSpec().options()) {
            SettingSource.settingOf(option).ifPresent(name -> {
                final Entry entry = entries.computeIfAbsent(name, any -> new Entry(name, option, new ArrayList<>()));
                final String user = path.isEmpty() ? command.getCommandName() : path;
                // That commands which look at a running exchange find it by its settings need not be said each time.
                if (!entry.users().contains(user) && !looksOnly(command)) {
                    entry.users().add(user);
                }
            });
        }
        for (final CommandLine subcommand : command.getSubcommands().values()) {
            collect(subcommand, path.isEmpty() ? subcommand.getCommandName() : path, entries);
        }
    }

    private static boolean looksOnly(final CommandLine command) {
        return command.getCommandSpec().userObject() instanceof LooksAtRunning;
    }

    /** The settings. {@return one entry each} */
    public List<Entry> entries() {
        return entries;
    }

    /** The documentation page. {@return Markdown} */
    public String markdown() {
        final StringBuilder out = new StringBuilder(MARKDOWN_HEAD);
        for (final Entry entry : entries) {
            out.append("| `").append(entry.name()).append("` | ");
            out.append(entry.defaultText().map(text -> "`" + text + "`").orElse(""))
                    .append(" | ");
            out.append(entry.allowed()).append(" | ");
            out.append(entry.description().replace("|", "\\|")).append(" | ");
            out.append(String.join(", ", entry.users())).append(" |\n");
        }
        return out.toString();
    }

    /** The example of a settings file. {@return its text} */
    public String example() {
        final StringBuilder out = new StringBuilder(EXAMPLE_HEAD);
        for (final Entry entry : entries) {
            out.append("\n# ").append(entry.description()).append('\n');
            out.append('#')
                    .append(entry.name())
                    .append('=')
                    .append(entry.defaultText().orElse(""))
                    .append('\n');
        }
        return out.toString();
    }

    /**
     * What each setting is now.
     *
     * @param source of the values.
     * @return one line a setting.
     */
    public String values(final SettingSource source) {
        final StringBuilder out = new StringBuilder();
        for (final Entry entry : entries) {
            final Optional<String> found = source.find(entry.name());
            final String value = found.map(text -> entry.secret() ? "(hidden)" : text)
                    .or(entry::defaultText)
                    .orElse("");
            final String origin = found.isPresent() ? source.origin(entry.name()) : "default";
            out.append(String.format("%-40s %-45s %s%n", entry.name(), value, origin));
        }
        return out.toString();
    }
}
