package io.unidatum.exchange.benchmarks.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread has used: processor time, wall time and allocated bytes, between start and stop. */
final class CpuTime {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long cpu;
    private long wall;
    private long bytes;

    void start() {
        bytes = threads.getCurrentThreadAllocatedBytes();
        wall = System.nanoTime();
        cpu = threads.getCurrentThreadCpuTime();
    }

    void stop() {
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        wall = System.nanoTime() - wall;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    }

    /** Processor time, ns. */
    long cpu() {
        return cpu;
    }

    /** Wall time, ns. */
    long wall() {
        return wall;
    }

    /** Allocated on the heap. */
    long bytes() {
        return bytes;
    }
}
