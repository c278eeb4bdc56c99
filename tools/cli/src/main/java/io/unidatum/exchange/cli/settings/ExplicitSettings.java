package io.unidatum.exchange.cli.settings;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The settings of one command as text, for handing them on to the processes that it starts, and which of them were
 * given rather than left at their default. Secrets are left out: processes find them where this one did.
 */
public final class ExplicitSettings {
    private final Map<String, String> values;
    private final Set<String> given;

    private ExplicitSettings(final Map<String, String> values, final Set<String> given) {
        this.values = values;
        this.given = given;
    }

    /**
     * Collects the settings of a command.
     *
     * @param result of parsing its arguments.
     * @param source of what they do not give.
     * @return the settings.
     */
    public static ExplicitSettings of(final ParseResult result, final SettingSource source) {
        final Map<String, String> values = new LinkedHashMap<>();
        final Set<String> given = new HashSet<>();
        for (final OptionSpec option : result.commandSpec().options()) {
            SettingSource.settingOf(option).ifPresent(name -> {
                final boolean onLine = result.hasMatchedOption(option);
                if (onLine || source.find(name).isPresent()) {
                    given.add(name);
                }
                final String text =
                        onLine ? commandLineText(option) : source.find(name).orElse(option.defaultValue());
                if (text != null && option.type() != Secret.class) {
                    values.put(name, text);
                }
            });
        }
        return new ExplicitSettings(values, given);
    }

    /**
     * Whether a setting was given on the command line, in the environment or in the settings file.
     *
     * @param name of the setting.
     * @return false if it has its default.
     */
    public boolean isGiven(final String name) {
        return given.contains(name);
    }

    /** All settings that have a value. {@return a copy: names and texts} */
    public Map<String, String> values() {
        return new LinkedHashMap<>(values);
    }

    private static String commandLineText(final OptionSpec option) {
        final var texts = option.originalStringValues();
        final String text = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        return text.isEmpty() ? option.fallbackValue() : text;
    }
}
