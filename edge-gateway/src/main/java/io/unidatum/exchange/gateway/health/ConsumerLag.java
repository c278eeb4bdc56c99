package io.unidatum.exchange.gateway.health;

import java.util.concurrent.TimeUnit;

/** Whether a consumer of the journal goes on while there is something to go on to. Not thread safe. */
final class ConsumerLag {
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(3);

    private long sequence = -1;
    private long behindSinceNs;
    private boolean behind;

    /**
     * Takes note.
     *
     * @param consumed last event that the consumer has dealt with, -1 if not known.
     * @param written last event that is in the journal.
     * @param nowNs on the clock of {@link System#nanoTime()}.
     * @return true if it has stood still for a while although there was more.
     */
    boolean isStuck(final long consumed, final long written, final long nowNs) {
        if (consumed < 0 || consumed >= written) {
            behind = false;
        } else if (!behind || consumed != sequence) {
            behind = true;
            behindSinceNs = nowNs;
        }
        sequence = consumed;
        return behind && nowNs - behindSinceNs > STUCK_NS;
    }
}
