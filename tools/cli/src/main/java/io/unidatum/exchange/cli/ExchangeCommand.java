package io.unidatum.exchange.cli;

import io.unidatum.exchange.cli.admin.AdminCommand;
import io.unidatum.exchange.cli.admin.ReconcileCommand;
import io.unidatum.exchange.cli.component.DecoinDevnetCommand;
import io.unidatum.exchange.cli.component.GatewayCommand;
import io.unidatum.exchange.cli.component.LedgerCommand;
import io.unidatum.exchange.cli.component.MarketDataCommand;
import io.unidatum.exchange.cli.component.NodeCommand;
import io.unidatum.exchange.cli.demo.DemoCommand;
import io.unidatum.exchange.cli.prepare.PrepareCommand;
import io.unidatum.exchange.cli.prepare.TrainCommand;
import io.unidatum.exchange.cli.registry.BenchCommand;
import io.unidatum.exchange.cli.registry.DrillCommand;
import io.unidatum.exchange.cli.replay.ReplayCommand;
import io.unidatum.exchange.cli.run.CleanCommand;
import io.unidatum.exchange.cli.run.DownCommand;
import io.unidatum.exchange.cli.run.HealthCommand;
import io.unidatum.exchange.cli.run.LogsCommand;
import io.unidatum.exchange.cli.run.RunCommand;
import io.unidatum.exchange.cli.run.RunningSettings;
import io.unidatum.exchange.cli.run.StatusCommand;
import io.unidatum.exchange.cli.settings.SettingSource;
import io.unidatum.exchange.cli.settlement.ProveSettlementCommand;
import io.unidatum.exchange.cli.shell.DatabaseShellCommand;
import io.unidatum.exchange.cli.shell.RedisShellCommand;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code exchange} command. Exit codes: 0 done, 1 failed, 2 used wrongly. */
@Command(
        name = "exchange",
        versionProvider = Version.class,
        description = "Runs the exchange, or one of its processes, and looks after it.",
        subcommands = {
            NodeCommand.class,
            GatewayCommand.class,
            MarketDataCommand.class,
            LedgerCommand.class,
            DecoinDevnetCommand.class,
            RunCommand.class,
            AdminCommand.class,
            ReconcileCommand.class,
            StatusCommand.class,
            DownCommand.class,
            LogsCommand.class,
            HealthCommand.class,
            ProveSettlementCommand.class,
            DatabaseShellCommand.class,
            RedisShellCommand.class,
            BenchCommand.class,
            DrillCommand.class,
            CleanCommand.class,
            DemoCommand.class,
            ReplayCommand.class,
            PrepareCommand.class,
            TrainCommand.class,
            ConfigCommand.class,
            KeygenCommand.class,
            CommandLine.HelpCommand.class,
        },
        footer = {
            "",
            "Every setting can be given as an option, in the environment, or in the file .env.exchange of the "
                    + "working folder: --rest-port is REST_PORT. The command line wins over the environment, that "
                    + "over the file.",
            "",
            "'exchange config' shows all settings, 'exchange COMMAND --help' those of one command."
        })
public final class ExchangeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Runs the command that the arguments name and ends the process with its exit code.
     *
     * @param args of the command line.
     */
    public static void main(final String[] args) {
        System.exit(execute(System.getenv(), args));
    }

    /**
     * Runs the command that the arguments name.
     *
     * @param environment to take settings from.
     * @param args of the command line.
     * @return the exit code.
     */
    public static int execute(final Map<String, String> environment, final String... args) {
        final CommandLine commandLine;
        try {
            commandLine = commandLine(RunningSettings.add(SettingSource.load(environment), args));
        } catch (final UserError ex) {
            System.err.println("exchange: " + ex.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return commandLine.execute(args);
    }

    /**
     * Builds the command line, all commands included.
     *
     * @param source of settings that the command line does not give.
     * @return the command line, ready to parse.
     */
    public static CommandLine commandLine(final SettingSource source) {
        final CommandLine commandLine = new CommandLine(new ExchangeCommand(), new CommandFactory(source));
        commandLine.setDefaultValueProvider(source);
        commandLine.setParameterExceptionHandler(new ParameterErrors(source));
        commandLine.setExecutionExceptionHandler(new ExecutionErrors());
        commandLine.setExecutionStrategy(new CheckedExecution(source));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        prepare(commandLine.getCommandSpec());
        return commandLine;
    }

    private static void prepare(final CommandSpec spec) {
        if (!(spec.userObject() instanceof CommandLine.HelpCommand)) {
            spec.mixinStandardHelpOptions(true);
        }
        spec.usageMessage().showDefaultValues(true).sortOptions(false).abbreviateSynopsis(true);
        spec.subcommands().values().forEach(command -> prepare(command.getCommandSpec()));
    }

    @Override
    public void run() {
        final PrintWriter out = spec.commandLine().getErr();
        spec.commandLine().usage(out);
        throw new ParameterException(spec.commandLine(), "name a command, such as 'exchange run'");
    }
}
