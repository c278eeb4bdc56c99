package io.unidatum.exchange.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends the processes of an exchange whose launcher is gone: those of the pid file, and no other that has their pid
 * now.
 */
final class Leftovers {
    private static final long POLL_MS = 50;

    private final PidFile pids;
    private final Consumer<String> console;

    Leftovers(final PidFile pids, final Consumer<String> console) {
        this.pids = pids;
        this.console = console;
    }

    /**
     * Ends them: the databases last, as they are what the others write to.
     *
     * @param timeout for each of the two steps, after which what is left is killed.
     */
    void end(final Duration timeout) {
        final Map<String, ProcessIdentity> living = pids.living();
        living.remove(PidFile.LAUNCHER);
        if (living.isEmpty()) {
            return;
        }
        console.accept("Ending what an earlier run left: " + String.join(", ", living.keySet()));
        final List<String> servers = List.of(LocalExchange.POSTGRES, LocalExchange.REDIS);
        end(living, name -> !servers.contains(name), timeout);
        end(living, servers::contains, timeout);
    }

    private void end(
            final Map<String, ProcessIdentity> living,
            final java.util.function.Predicate<String> chosen,
            final Duration timeout) {
        living.forEach((name, identity) -> {
            if (chosen.test(name)) {
                final String signal = name.equals(LocalExchange.POSTGRES) ? "INT" : "TERM";
                identity.handle().ifPresent(handle -> Signals.send(handle, signal));
            }
        });
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        living.forEach((name, identity) -> {
            if (chosen.test(name) && !awaitEnd(identity, deadlineNs)) {
                console.accept(name + " does not stop: it is killed");
                identity.handle().ifPresent(ProcessHandle::destroyForcibly);
                awaitEnd(identity, System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
            }
        });
    }

    private static boolean awaitEnd(final ProcessIdentity identity, final long deadlineNs) {
        while (identity.isAlive()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (final InterruptedException ex) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
