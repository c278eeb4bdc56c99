package io.unidatum.exchange.benchmarks.book;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Engines that take turns at one flow. Each turn has a new book, filled before the clock starts; the clock is the CPU
 * time of the thread. After it, what is left in the book is sold and bought up, so that the digest of all trades tells
 * whether the engines had the same orders in the same order, too.
 */
final class Contest {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Supplier<BookEngine>> engines;
    private final int turns;
    private final int warmUps;

    Contest(final List<Supplier<BookEngine>> engines, final int turns, final int warmUps) {
        this.engines = engines;
        this.turns = turns;
        this.warmUps = warmUps;
    }

    /**
     * Runs it.
     *
     * @return one result an engine, in their order.
     * @throws IllegalStateException if their trades differ.
     */
    List<Result> run(final Flow flow) {
        final List<Result> results = new ArrayList<>();
        for (final Supplier<BookEngine> engine : engines) {
            results.add(new Result(engine.get().name()));
        }
        for (int turn = -warmUps; turn < turns; turn++) {
            for (int i = 0; i < engines.size(); i++) {
                // Who is first changes from turn to turn.
                final int engine = (turn & 1) == 0 ? i : engines.size() - 1 - i;
                final Result result = results.get(engine);
                final double nanos = turn(engines.get(engine).get(), flow, result);
                if (turn >= 0) {
                    result.turns.add(nanos);
                }
            }
            check(flow, results);
        }
        return results;
    }

    private double turn(final BookEngine engine, final Flow flow, final Result result) {
        final TradeDigest digest = new TradeDigest();
        System.gc();
        engine.run(flow, 0, flow.fill(), digest);
        final long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadCpuTime();
        engine.run(flow, flow.fill(), flow.messages(), digest);
        final long nanos = threads.getCurrentThreadCpuTime() - before;
        result.bytesPerMessage = (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / (double) flow.measured();
        engine.sweep(true, Integer.MAX_VALUE - 1, digest);
        engine.sweep(false, Integer.MAX_VALUE, digest);
        result.digest = digest.value;
        result.trades = digest.trades;
        return nanos / (double) flow.measured();
    }

    private static void check(final Flow flow, final List<Result> results) {
        final Result first = results.get(0);
        for (final Result other : results) {
            if (other.digest != first.digest || other.trades != first.trades) {
                throw new IllegalStateException("the trades of flow " + flow.name() + " differ: " + first.name
                        + " made "
                        + first.trades + " with digest " + Long.toHexString(first.digest) + ", " + other.name + " made "
                        + other.trades + " with digest " + Long.toHexString(other.digest));
            }
        }
    }

    /** What an engine did. */
    static final class Result {
        private final String name;
        private final List<Double> turns = new ArrayList<>();
        private double bytesPerMessage;
        private long digest;
        private long trades;

        private Result(final String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        long digest() {
            return digest;
        }

        double bytesPerMessage() {
            return bytesPerMessage;
        }

        /** CPU time a message of the median turn, in nanoseconds. */
        double median() {
            final List<Double> sorted = sorted();
            final int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }

        double least() {
            return sorted().get(0);
        }

        double most() {
            return sorted().get(turns.size() - 1);
        }

        private List<Double> sorted() {
            return turns.stream().sorted().toList();
        }
    }
}
