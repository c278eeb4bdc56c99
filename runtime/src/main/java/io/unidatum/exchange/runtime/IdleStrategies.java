package io.unidatum.exchange.runtime;

import java.util.Locale;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** The idle strategies that configuration can name. */
public enum IdleStrategies {
    /** Next to no CPU at rest; the default. */
    ADAPTIVE,
    /** Steady on shared cores: 1 spin, 1 yield, then parks of 1 to 100 µs. */
    BACKOFF,
    /** A core to itself, but gives it up to others. */
    YIELD,
    /** A core to itself: for dedicated, isolated cores only. */
    SPIN;

    private static final int SPINS = 1;
    private static final int YIELDS = 1;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 100_000;

    /**
     * Makes a fresh strategy: instances are not shared between duty cycles.
     *
     * @return a new instance.
     */
    public IdleStrategy create() {
        return switch (this) {
            case ADAPTIVE -> new AdaptiveIdleStrategy();
            case BACKOFF -> new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
            case YIELD -> YieldingIdleStrategy.INSTANCE;
            case SPIN -> BusySpinIdleStrategy.INSTANCE;
        };
    }

    /**
     * Finds one by its name in configuration.
     *
     * @param name in either case.
     * @return the strategy.
     * @throws IllegalArgumentException if there is none of that name.
     */
    public static IdleStrategies of(final String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
