package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts processes, starts those again that die, and stops all of them step by step. Every process is in the pid file
 * from just after its start until it is known to have ended. Thread safe.
 */
public final class Supervisor implements AutoCloseable {
    private static final long STEADY_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_MS = 50;
    private static final int MAX_DEATHS_WHILE_STARTING = 3;

    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();
    private final ScheduledExecutorService executor;
    private final PidFile pids;
    private final Consumer<String> console;
    private final boolean restart;
    private final Duration backoff;
    private final Duration maxBackoff;
    private boolean stopping;

    /**
     * Constructs a supervisor without processes.
     *
     * @param pids list to keep.
     * @param console takes one line for people at a time, from any thread.
     * @param restart whether processes that die are started again.
     * @param backoff how long to wait before the first time.
     * @param maxBackoff the longest to wait.
     */
    public Supervisor(
            final PidFile pids,
            final Consumer<String> console,
            final boolean restart,
            final Duration backoff,
            final Duration maxBackoff) {
        this.pids = pids;
        this.console = console;
        this.restart = restart;
        this.backoff = backoff;
        this.maxBackoff = maxBackoff;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            final Thread thread = new Thread(task, "supervisor");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a process.
     *
     * @param spec of the process.
     * @throws UserError if it cannot be started.
     */
    public synchronized void start(final ProcessSpec spec) {
        if (stopping) {
            throw new UserError("the exchange is stopping");
        }
        final ManagedProcess managed = new ManagedProcess(spec);
        processes.put(spec.name(), managed);
        launch(managed);
    }

    /**
     * Waits until a process is ready.
     *
     * @param name of the process.
     * @param deadlineNs of {@link System#nanoTime()}.
     * @throws UserError if it is not ready by then, or keeps dying; the message names its log.
     * @throws InterruptedException if the waiting thread is interrupted.
     */
    public void awaitReady(final String name, final long deadlineNs) throws InterruptedException {
        final ManagedProcess managed;
        synchronized (this) {
            managed = processes.get(name);
        }
        while (!managed.spec().ready().getAsBoolean()) {
            synchronized (this) {
                if (stopping) {
                    throw new UserError("the exchange is stopping");
                }
                if (!managed.isAlive() && (!restart || managed.deaths() > MAX_DEATHS_WHILE_STARTING)) {
                    throw new UserError(
                            name + " does not start: see " + managed.spec().log());
                }
            }
            if (System.nanoTime() > deadlineNs) {
                throw new UserError(name + " is not ready in time: see "
                        + managed.spec().log() + "; START_TIMEOUT_S sets how long to wait");
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** The processes that live. {@return their names} */
    public synchronized List<String> living() {
        return processes.values().stream()
                .filter(ManagedProcess::isAlive)
                .map(managed -> managed.spec().name())
                .toList();
    }

    /**
     * Stops all processes: asks those of one step to stop, waits, kills what is left, then the next step.
     *
     * @param timeout for each step.
     */
    public void stop(final Duration timeout) {
        synchronized (this) {
            stopping = true;
        }
        executor.shutdownNow();
        for (final int step : steps()) {
            final List<ManagedProcess> group = group(step);
            group.forEach(ManagedProcess::signal);
            final long deadlineNs = System.nanoTime() + timeout.toNanos();
            for (final ManagedProcess managed : group) {
                end(managed, deadlineNs);
            }
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(10));
    }

    private void launch(final ManagedProcess managed) {
        managed.start();
        final Process process = managed.process();
        ProcessIdentity.of(process.pid())
                .ifPresent(identity -> pids.put(managed.spec().name(), identity));
        process.onExit().thenAccept(ended -> died(managed, ended));
    }

    private synchronized void died(final ManagedProcess managed, final Process ended) {
        if (stopping || managed.process() != ended) {
            return;
        }
        final String name = managed.spec().name();
        pids.remove(name);
        final String line = name + " stopped (" + describe(ended.exitValue()) + ")";
        if (!restart) {
            console.accept(line + "; it is not started again (RESTART=false). Its log: "
                    + managed.spec().log());
            return;
        }
        final int deaths = managed.died(STEADY_NS);
        final long delayS = Math.min(maxBackoff.toSeconds(), backoff.toSeconds() << Math.min(deaths - 1, 10));
        console.accept(line + "; it starts again in " + delayS + " s. Its log: "
                + managed.spec().log());
        executor.schedule(() -> again(managed), delayS, TimeUnit.SECONDS);
    }

    private synchronized void again(final ManagedProcess managed) {
        if (stopping) {
            return;
        }
        try {
            launch(managed);
            console.accept(managed.spec().name() + " was started again");
        } catch (final UserError ex) {
            console.accept(ex.getMessage());
            executor.schedule(() -> again(managed), maxBackoff.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private synchronized Iterable<Integer> steps() {
        final TreeSet<Integer> steps = new TreeSet<>();
        processes.values().forEach(managed -> steps.add(managed.spec().stopStep()));
        return steps;
    }

    private synchronized List<ManagedProcess> group(final int step) {
        final List<ManagedProcess> group = new ArrayList<>(processes.values());
        group.removeIf(managed -> managed.spec().stopStep() != step);
        return group;
    }

    private void end(final ManagedProcess managed, final long deadlineNs) {
        boolean interrupted = false;
        try {
            if (!managed.awaitEnd(deadlineNs)) {
                console.accept(managed.spec().name() + " does not stop: it is killed");
                managed.process().destroyForcibly().waitFor();
            }
        } catch (final InterruptedException ex) {
            interrupted = true;
            managed.process().destroyForcibly();
        }
        pids.remove(managed.spec().name());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String describe(final int exit) {
        return exit > 128 ? "signal " + (exit - 128) : "exit code " + exit;
    }
}
