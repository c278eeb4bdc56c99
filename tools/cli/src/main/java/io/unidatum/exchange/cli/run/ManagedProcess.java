package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process under supervision: the one that runs now and how often it died before. Guarded by its supervisor. */
final class ManagedProcess {
    /** Starts a process apart from the terminal's group, so that Ctrl-C reaches the launcher alone. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final ProcessSpec spec;
    private Process process;
    private long startedNs;
    private int deaths;

    ManagedProcess(final ProcessSpec spec) {
        this.spec = spec;
    }

    ProcessSpec spec() {
        return spec;
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Counts a death. {@return how many there were in a row, a process that lived long enough starting afresh} */
    int died(final long steadyNs) {
        if (System.nanoTime() - startedNs > steadyNs) {
            deaths = 0;
        }
        return ++deaths;
    }

    int deaths() {
        return deaths;
    }

    void start() {
        final List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(spec.command());
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            process = builder.start();
        } catch (final IOException ex) {
            throw new UserError(spec.name() + " cannot be started: " + ex.getMessage());
        }
        startedNs = System.nanoTime();
    }

    void signal() {
        if (isAlive()) {
            Signals.send(process.toHandle(), spec.stopSignal());
        }
    }

    boolean awaitEnd(final long deadlineNs) throws InterruptedException {
        return process == null || process.waitFor(Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
