package io.unidatum.exchange.drills;

import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills parts of a running exchange, or freezes them for some seconds, one after the other or several at once, drawn
 * from a seed. Which is drawn is repeatable; what the exchange is just doing then is not.
 */
final class Faults {
    private static final Duration RESTARTED = Duration.ofSeconds(60);

    private final RunningExchange exchange;
    private final List<String> parts;
    private final Random random;
    private final Console console;
    private long kills;
    private long freezes;

    Faults(final RunningExchange exchange, final List<String> parts, final long seed, final Console console) {
        this.exchange = exchange;
        this.parts = List.copyOf(parts);
        this.random = new Random(seed);
        this.console = console;
    }

    /** The next fault. Returns once all that was hit runs again, though it need not be well yet. */
    void next(final String state) {
        final List<String> victims = draw();
        if (random.nextInt(5) == 0) {
            freeze(victims.get(0), 2_000 + random.nextInt(8_000), state);
        } else {
            kill(victims, state);
        }
    }

    /** Waits for 0 to some seconds. */
    void pause(final int upToSeconds) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(upToSeconds * 1_000)));
    }

    long kills() {
        return kills;
    }

    long freezes() {
        return freezes;
    }

    private List<String> draw() {
        final List<String> left = new ArrayList<>(parts);
        final List<String> victims = new ArrayList<>();
        do {
            victims.add(left.remove(random.nextInt(left.size())));
        } while (!left.isEmpty() && random.nextInt(3) == 0);
        return victims;
    }

    private void kill(final List<String> victims, final String state) {
        console.line("kill -9 of " + String.join(" and ", victims) + "; " + state);
        final List<Long> pids = victims.stream().map(exchange::pid).toList();
        victims.forEach(exchange::kill);
        kills += victims.size();
        for (int i = 0; i < pids.size(); i++) {
            final String victim = victims.get(i);
            final long oldPid = pids.get(i);
            Await.until(victim + " is started again", RESTARTED, () -> exchange.isRestarted(victim, oldPid));
        }
    }

    private void freeze(final String victim, final long millis, final String state) {
        console.line("SIGSTOP of " + victim + " for " + millis + " ms; " + state);
        final long pid = exchange.pid(victim);
        exchange.freeze(pid, true);
        try {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        } finally {
            exchange.freeze(pid, false);
        }
        freezes++;
    }
}
