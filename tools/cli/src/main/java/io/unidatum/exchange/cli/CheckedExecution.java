package io.unidatum.exchange.cli;

import io.unidatum.exchange.cli.settings.Secret;
import io.unidatum.exchange.cli.settings.SettingSource;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs the last command of the line, after it has seen to it that no secret was given on the line. */
final class CheckedExecution implements IExecutionStrategy {
    private final SettingSource source;

    CheckedExecution(final SettingSource source) {
        this.source = source;
    }

    @Override
    public int execute(final ParseResult parseResult) {
        ParseResult result = parseResult;
        while (true) {
            for (final OptionSpec option : result.matchedOptions()) {
                if (option.type() == Secret.class) {
                    final String name = SettingSource.settingOf(option).orElseThrow();
                    throw new ParameterException(
                            result.commandSpec().commandLine(),
                            "give " + name + " in the environment or in " + source.fileName() + " or a file by " + name
                                    + "_FILE: everybody on this machine can read a command line");
                }
            }
            if (!result.hasSubcommand()) {
                break;
            }
            result = result.subcommand();
        }
        return new CommandLine.RunLast().execute(parseResult);
    }
}
