package io.unidatum.exchange.client;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of work allocates on this thread. */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    /**
     * Runs a piece of work until it is warm, then once more to measure it.
     *
     * @param work to run.
     * @return bytes that the last run allocated.
     */
    public static long of(final Runnable work) {
        for (int i = 0; i < 20; i++) {
            work.run();
        }
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
