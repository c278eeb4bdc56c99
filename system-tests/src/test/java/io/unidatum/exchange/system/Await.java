package io.unidatum.exchange.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting for a condition, by polling. */
final class Await {
    private static final Duration POLL = Duration.ofMillis(100);

    private Await() {}

    /**
     * Waits.
     *
     * @param what in words, for the failure.
     * @param atMost how long.
     * @param condition to become true; an exception it throws fails the wait at once.
     */
    static void until(final String what, final Duration atMost, final Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(atMost)
                .pollInterval(POLL)
                .pollDelay(Duration.ZERO)
                .until(condition);
    }
}
