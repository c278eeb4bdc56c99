package io.unidatum.exchange.benchmarks.book;

import org.HdrHistogram.Histogram;

/** Times every message of a flow by the wall clock, in a pass of its own so that the clock does not spoil CPU time. */
final class Latency {
    private static final long HIGHEST_NS = 10_000_000_000L;

    private Latency() {}

    /** Nanoseconds a message. */
    static Histogram of(final BookEngine engine, final Flow flow) {
        final Histogram histogram = new Histogram(HIGHEST_NS, 3);
        final TradeDigest digest = new TradeDigest();
        engine.run(flow, 0, flow.fill(), digest);
        for (int i = flow.fill(); i < flow.messages(); i++) {
            final long before = System.nanoTime();
            engine.run(flow, i, i + 1, digest);
            histogram.recordValue(Math.min(System.nanoTime() - before, HIGHEST_NS));
        }
        return histogram;
    }
}
