package io.unidatum.exchange.cli.run;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Rotates logs now and then, on a thread of its own. */
final class LogWatch implements AutoCloseable {
    private static final long INTERVAL_S = 10;

    private final ScheduledExecutorService executor;

    private LogWatch(final ScheduledExecutorService executor) {
        this.executor = executor;
    }

    static LogWatch begin(final Path folder, final long maxBytes) {
        final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            final Thread thread = new Thread(task, "log-rotation");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(new LogRotation(folder, maxBytes)::run, 0, INTERVAL_S, TimeUnit.SECONDS);
        return new LogWatch(executor);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
