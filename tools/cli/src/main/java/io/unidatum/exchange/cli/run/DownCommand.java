package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.RunSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code exchange down}: stops what {@code run} started. */
@Command(
        name = "down",
        description = "Stops the exchange that 'run' started, or what a killed one left; state is kept.")
public final class DownCommand implements Callable<Integer>, LooksAtRunning {
    private static final int STOP_STEPS = 5;
    private static final long POLL_MS = 50;

    @Mixin
    private DataSettings data;

    @Mixin
    private RunSettings run;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public DownCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        final DataFolder folder = new DataFolder(data.dataDir());
        final PidFile pids = PidFile.read(folder.pidFile());
        if (pids.living().isEmpty()) {
            out.println("No exchange runs in DATA_DIR=" + folder.root());
            return 0;
        }
        final ProcessIdentity launcher = pids.living().get(PidFile.LAUNCHER);
        if (launcher != null) {
            out.println("Stopping the exchange in " + folder.root());
            out.flush();
            launcher.handle().ifPresent(ProcessHandle::destroy);
            awaitEnd(launcher);
        }
        final Console console = new Console(out);
        new Leftovers(pids, console::line).end(Duration.ofSeconds(run.stopTimeoutSeconds()));
        if (launcher == null) {
            RunningSettings.delete(folder);
            pids.delete();
        }
        out.println("The exchange has stopped.");
        return 0;
    }

    private void awaitEnd(final ProcessIdentity launcher) throws InterruptedException {
        final long deadlineNs =
                System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_STEPS * (long) run.stopTimeoutSeconds());
        while (launcher.isAlive()) {
            if (System.nanoTime() > deadlineNs) {
                throw new UserError("the launcher (pid " + launcher.pid() + ") does not stop: kill it and try again");
            }
            Thread.sleep(POLL_MS);
        }
    }
}
