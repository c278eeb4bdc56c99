package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.ExplicitSettings;
import io.unidatum.exchange.cli.settings.SettingSource;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code exchange run}: everything on this machine. */
@Command(
        name = "run",
        description = {
            "Starts the whole exchange on this machine, each part a process of its own, and stops it on Ctrl-C: three "
                    + "cluster nodes, gateway, market data, ledger, PostgreSQL, Redis and a development DeCoin node.",
            "State is kept in DATA_DIR: run again and everything is as it was. For development; production runs "
                    + "the same "
                    + "commands, each on a machine of its own."
        })
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    private final SettingSource source;

    /**
     * Constructs the command.
     *
     * @param source of the settings' values.
     */
    public RunCommand(final SettingSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws InterruptedException {
        final Console console = new Console(spec.commandLine().getOut());
        final DataFolder folder = new DataFolder(options.data().dataDir());
        folder.create();
        final FileLock lock = folder.lock().orElseThrow(() -> alreadyRunning(folder));
        final ExplicitSettings given = ExplicitSettings.of(spec.commandLine().getParseResult(), source);
        final LocalExchange exchange = new LocalExchange(options, given, folder);
        warnOfUnknownSettings(console);

        final PidFile left = PidFile.read(folder.pidFile());
        left.put(PidFile.LAUNCHER, ProcessIdentity.current());
        new Leftovers(left, console::line).end(stopTimeout());
        exchange.checkPorts();
        final RunSecrets secrets = RunSecrets.prepare(options, exchange);

        final PidFile pids = PidFile.begin(folder.pidFile());
        pids.put(PidFile.LAUNCHER, ProcessIdentity.current());
        RunningSettings.write(folder, exchange.settings());
        final Supervisor supervisor = new Supervisor(
                pids,
                console::event,
                options.run().restart(),
                Duration.ofSeconds(options.run().restartBackoffSeconds()),
                Duration.ofSeconds(options.run().restartMaxBackoffSeconds()));
        final Thread hook = new Thread(() -> stop(console, supervisor, pids), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        final LogWatch logs = LogWatch.begin(folder.logs(), options.run().logBytes());
        try {
            new StartSequence(options, exchange, folder, supervisor, console).run(secrets);
            // Until a signal: the hook then stops everything while this thread goes on waiting.
            new CountDownLatch(1).await();
        } catch (final RuntimeException ex) {
            if (!unhook(hook)) {
                // A signal came while things were starting: the hook is stopping them.
                hook.join();
                return 1;
            }
            stop(console, supervisor, pids);
            throw ex;
        } finally {
            logs.close();
            release(lock);
        }
        return 1;
    }

    private static boolean unhook(final Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException ex) {
            return false;
        }
    }

    private void stop(final Console console, final Supervisor supervisor, final PidFile pids) {
        console.line("");
        console.line("Stopping the exchange");
        supervisor.stop(stopTimeout());
        RunningSettings.delete(new DataFolder(options.data().dataDir()));
        pids.delete();
        console.line(
                "The exchange has stopped. Its state is in " + options.data().dataDir());
    }

    private Duration stopTimeout() {
        return Duration.ofSeconds(options.run().stopTimeoutSeconds());
    }

    private void warnOfUnknownSettings(final Console console) {
        for (final String unknown : source.unknownIn(spec.root().commandLine())) {
            console.line("Warning: " + source.fileName() + " sets " + unknown + ", which is no setting");
        }
    }

    private static UserError alreadyRunning(final DataFolder folder) {
        final ProcessIdentity launcher =
                PidFile.read(folder.pidFile()).entries().get(PidFile.LAUNCHER);
        return new UserError("an exchange runs already in DATA_DIR=" + folder.root()
                + (launcher == null ? "" : " (pid " + launcher.pid() + ")")
                + ": stop it with 'exchange down', or set DATA_DIR and the ports to others");
    }

    private static void release(final FileLock lock) {
        try {
            lock.channel().close();
        } catch (final java.io.IOException ex) {
            // The lock ends with the process at the latest.
        }
    }
}
