package io.unidatum.exchange.cli;

import io.unidatum.exchange.cli.settings.SettingSource;
import io.unidatum.exchange.cli.settings.SettingTable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code exchange config}: all settings. */
@Command(
        name = "config",
        description = "Shows every setting with its value and where that comes from; secrets are not shown.")
public final class ConfigCommand implements Callable<Integer> {
    @Option(names = "--markdown", description = "Print docs/configuration.md instead: the table that documents all.")
    private boolean markdown;

    @Option(names = "--example", description = "Print .env.exchange.example instead: all settings with their defaults.")
    private boolean example;

    @Spec
    private CommandSpec spec;

    private final SettingSource source;

    /**
     * Constructs the command.
     *
     * @param source of the settings' values.
     */
    public ConfigCommand(final SettingSource source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        final CommandLine root = spec.root().commandLine();
        if (markdown) {
            out.print(SettingTable.of(root).markdown());
        } else if (example) {
            out.print(SettingTable.of(root).example());
        } else {
            out.print(SettingTable.of(root).values(source));
        }
        out.flush();
        return 0;
    }
}
