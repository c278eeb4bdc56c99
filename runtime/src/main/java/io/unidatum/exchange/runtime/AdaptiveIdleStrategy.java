package io.unidatum.exchange.runtime;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Idles lightly while there was work a moment ago and deeply once it has been quiet, so that a development machine with
 * many duty cycles costs next to nothing at rest and still answers quickly under load.
 *
 * <p>After work it yields a few times, then parks {@code lightParkNs} at a time for {@code lightPeriodNs}, then parks
 * {@code deepParkNs} at a time until there is work again. Not thread safe: one instance a duty cycle.
 */
public final class AdaptiveIdleStrategy implements IdleStrategy {
    private static final int YIELDS = 2;

    private final long lightParkNs;
    private final long lightPeriodNs;
    private final long deepParkNs;
    private int idles;
    private long idleSinceNs;

    /** Parks 100 µs for 2 ms after work, then 3 ms: at rest the whole exchange takes less than a third of a core. */
    public AdaptiveIdleStrategy() {
        this(100_000, 2_000_000, 3_000_000);
    }

    /**
     * Constructs a strategy.
     *
     * @param lightParkNs park while there was work recently, ns.
     * @param lightPeriodNs how long after the last work that lasts, ns.
     * @param deepParkNs park after that, ns.
     */
    public AdaptiveIdleStrategy(final long lightParkNs, final long lightPeriodNs, final long deepParkNs) {
        this.lightParkNs = lightParkNs;
        this.lightPeriodNs = lightPeriodNs;
        this.deepParkNs = deepParkNs;
    }

    @Override
    public void idle(final int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        idles++;
        if (idles <= YIELDS) {
            Thread.yield();
            return;
        }
        final long nowNs = System.nanoTime();
        if (idles == YIELDS + 1) {
            idleSinceNs = nowNs;
        }
        LockSupport.parkNanos(nowNs - idleSinceNs < lightPeriodNs ? lightParkNs : deepParkNs);
    }

    @Override
    public void reset() {
        idles = 0;
    }

    @Override
    public String alias() {
        return "adaptive";
    }
}
