package io.unidatum.exchange.benchmarks.book;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What our book allocates once it has been as deep as it will be: nothing. */
final class Allocation {
    private static final int ROUNDS = 4;

    private Allocation() {}

    /** Bytes of the last of some rounds of one flow through one book, which is emptied after each. */
    static long ofSteadyState(final Flow flow) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final PooledEngine engine = new PooledEngine();
        final TradeDigest digest = new TradeDigest();
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            engine.run(flow, 0, flow.fill(), digest);
            final long before = threads.getCurrentThreadAllocatedBytes();
            engine.run(flow, flow.fill(), flow.messages(), digest);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            engine.sweep(true, Integer.MAX_VALUE - 1, digest);
            engine.sweep(false, Integer.MAX_VALUE, digest);
        }
        return allocated;
    }
}
