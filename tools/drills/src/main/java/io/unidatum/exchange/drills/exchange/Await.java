package io.unidatum.exchange.drills.exchange;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a condition, by polling. */
public final class Await {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private Await() {}

    /**
     * Waits.
     *
     * @param what in words, for the failure.
     * @param atMost how long.
     * @param condition to become true.
     * @throws IllegalStateException if it does not in time, or if the condition throws: at once.
     */
    public static void until(final String what, final Duration atMost, final Callable<Boolean> condition) {
        final long startNs = System.nanoTime();
        while (!holds(what, condition)) {
            if (System.nanoTime() - startNs > atMost.toNanos()) {
                throw new IllegalStateException("waited " + atMost.toSeconds() + " s in vain: " + what);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting: " + what);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private static boolean holds(final String what, final Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (final RuntimeException ex) {
            throw ex;
        } catch (final Exception ex) {
            throw new IllegalStateException(what + ": " + ex.getMessage(), ex);
        }
    }
}
