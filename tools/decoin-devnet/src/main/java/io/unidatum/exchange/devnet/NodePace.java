package io.unidatum.exchange.devnet;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** How fast the node is: so many transfers a second, and answers that take their time. For the node's own thread. */
final class NodePace {
    private static final long SEED = 11_080;
    private static final double SPREAD = 0.6;

    private final DevnetFaults faults;
    private final int leastMs;
    private final int typicalMs;
    private final int mostMs;
    private final Random random = new Random(SEED);
    private long freeAtNs = System.nanoTime();

    NodePace(final DecoinDevnetContext context, final DevnetFaults faults) {
        this.faults = faults;
        leastMs = context.leastAnswerMs();
        typicalMs = context.typicalAnswerMs();
        mostMs = context.mostAnswerMs();
    }

    /**
     * How long a request waits until it is served.
     *
     * @param transfer whether it takes a place in the line of transfers.
     * @return milliseconds.
     */
    long delayMs(final boolean transfer) {
        final int rate = faults.transfersPerSecond();
        double waitMs = answerMs();
        if (transfer && rate > 0) {
            final long nowNs = System.nanoTime();
            freeAtNs = Math.max(freeAtNs, nowNs) + TimeUnit.SECONDS.toNanos(1) / rate;
            waitMs += (freeAtNs - nowNs) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        }
        return Math.round(waitMs);
    }

    /** Half of the answers come before the typical time, a few take several times as long. */
    private double answerMs() {
        final double beyondLeast = (typicalMs - leastMs) * Math.exp(SPREAD * random.nextGaussian());
        return Math.min(mostMs, leastMs + beyondLeast);
    }
}
