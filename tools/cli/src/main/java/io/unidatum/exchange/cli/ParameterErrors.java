package io.unidatum.exchange.cli;

import io.unidatum.exchange.cli.settings.Secret;
import io.unidatum.exchange.cli.settings.SettingSource;
import io.unidatum.exchange.cli.settings.SettingType;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line or a setting: its name, where it is set, what is allowed. */
final class ParameterErrors implements IParameterExceptionHandler {
    private final SettingSource source;

    ParameterErrors(final SettingSource source) {
        this.source = source;
    }

    @Override
    public int handleParseException(final ParameterException ex, final String[] args) {
        final CommandLine commandLine = ex.getCommandLine();
        commandLine.getErr().println("exchange: " + explain(ex));
        if (ex instanceof UnmatchedArgumentException unmatched) {
            UnmatchedArgumentException.printSuggestions(unmatched, commandLine.getErr());
        }
        if (ex.getArgSpec() == null) {
            commandLine.getErr().println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        }
        return CommandLine.ExitCode.USAGE;
    }

    private String explain(final ParameterException ex) {
        final ArgSpec arg = ex.getArgSpec();
        final String setting = arg == null ? null : SettingSource.settingOf(arg).orElse(null);
        if (setting == null || !(arg.converters()[0] instanceof SettingType<?> type)) {
            return ex.getMessage();
        }
        final String value = arg.type() == Secret.class || ex.getValue() == null ? "" : "=" + ex.getValue();
        return setting + value + " " + origin(ex, setting) + " must be " + type.allowed();
    }

    private String origin(final ParameterException ex, final String setting) {
        final boolean given = ex.getValue() != null
                && source.find(setting).filter(ex.getValue()::equals).isEmpty();
        return given ? "on the command line" : source.origin(setting);
    }
}
