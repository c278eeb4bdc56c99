package io.unidatum.exchange.benchmarks.engine;

import io.unidatum.exchange.benchmarks.Figures;
import io.unidatum.exchange.node.LogLookahead;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Commands a second of one shape: some turns to warm up, some that count, and one with a clock around each command. */
final class Throughput {
    private static final long MAX_LATENCY_NS = 10_000_000_000L;
    private static final int SLACK_PERCENT = 15;
    private static final int WIDER = 3;
    private static final double BILLION = 1e9;

    private final Shape shape;
    private final int turns;
    private final int warmups;
    private final int commands;
    private final long validForNs;
    private final Twin twin;
    private final Flow flow;
    private final CommandLog log;
    private final LogLookahead lookahead;
    private final CpuTime time = new CpuTime();

    Throughput(
            final Shape shape,
            final int turns,
            final int warmups,
            final int commands,
            final long seed,
            final long validForNs) {
        this.shape = shape;
        this.turns = turns;
        this.warmups = warmups;
        this.commands = commands;
        this.validForNs = validForNs;
        final CommandEncoders encoders = new CommandEncoders(seed);
        twin = new Twin().open(shape, encoders);
        flow = new Flow(shape, twin, encoders, seed, validForNs);
        log = new CommandLog(commands);
        lookahead = new LogLookahead(twin.measured);
    }

    Twin twin() {
        return twin;
    }

    void free() {
        log.free();
    }

    /** Measures and prints. {@return whether nothing was allocated} */
    boolean run() {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %,d instruments, %,d accounts, %,d resting orders; the cluster's time advances %,d ns a command,"
                        + " commands are valid for %,d ms%n",
                shape.name(),
                shape.instruments(),
                shape.accounts(),
                shape.restingOrders(),
                shape.stepNs(),
                validForNs / 1_000_000);
        warmUp();

        final Spread cpu = new Spread(turns);
        final Spread wall = new Spread(turns);
        final Spread floor = new Spread(turns);
        final FlowCounts before = flow.counts.copy();
        final long bytesBefore = twin.measuredRing.position();
        final long framesBefore = twin.measuredRing.frames();
        long allocated = 0;
        for (int turn = 0; turn < turns; turn++) {
            flow.next(log, commands);
            time.start();
            Run.commands(log, twin.measured, lookahead);
            time.stop();
            twin.checkAgreement();
            cpu.add((double) time.cpu() / commands);
            wall.add((double) time.wall() / commands);
            allocated += time.bytes();
            floor.add(floor());
            System.out.printf(
                    Locale.ROOT,
                    "  turn %d: %.1f ns a command (wall %.1f), %,d resting, %,d ids remembered, %,d bytes allocated%n",
                    turn + 1,
                    (double) time.cpu() / commands,
                    (double) time.wall() / commands,
                    flow.resting(),
                    twin.measured.rememberedRequestCount(),
                    time.bytes());
        }
        final FlowCounts counts = flow.counts.since(before);
        counts.check();
        final long journal = twin.measuredRing.position() - bytesBefore;
        System.out.println("  flow: " + counts);
        System.out.printf(
                Locale.ROOT,
                "  journal: %.0f bytes and %.2f frames a command; same frames from both machines: yes%n",
                (double) journal / counts.commands(),
                (double) (twin.measuredRing.frames() - framesBefore) / counts.commands());
        final Histogram histogram = latency();
        print(cpu, wall, floor, counts, histogram, (double) allocated / counts.commands());
        return allocated == 0;
    }

    /** Brings the books to a good deal more than they will hold, so that all pools have room, and back. */
    private void warmUp() {
        final int target = shape.restingOrders();
        flow.target(target + target / 100 * SLACK_PERCENT, WIDER);
        while (flow.resting() < target + target / 100 * SLACK_PERCENT) {
            flow.fill(log, commands);
            Run.commands(log, twin.measured, lookahead);
        }
        flow.target(target, 1);
        while (flow.resting() > target) {
            flow.drain(log, commands);
            Run.commands(log, twin.measured, lookahead);
        }
        for (int turn = 0; turn < warmups; turn++) {
            flow.next(log, commands);
            Run.commands(log, twin.measured, lookahead);
            floor();
        }
        twin.checkAgreement();
    }

    private double floor() {
        final RecordingRing ring = new RecordingRing();
        final int frameLength = (int) (twin.measuredRing.position() / Math.max(1, twin.measuredRing.frames())) - 32;
        final CpuTime own = new CpuTime();
        own.start();
        final long sum = Run.floor(log, ring, frameLength);
        own.stop();
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return (double) own.cpu() / commands;
    }

    private Histogram latency() {
        final Histogram histogram = new Histogram(MAX_LATENCY_NS, 3);
        flow.next(log, commands);
        Run.timed(log, twin.measured, lookahead, histogram);
        twin.checkAgreement();
        return histogram;
    }

    private void print(
            final Spread cpu,
            final Spread wall,
            final Spread floor,
            final FlowCounts counts,
            final Histogram latency,
            final double bytes) {
        System.out.printf(Locale.ROOT, "  %-34s %12s %12s %12s%n", "", "median", "least", "most");
        row("ns a command, processor time", cpu);
        row("ns a command, wall", wall);
        row("ns a command, reading and copying", floor);
        System.out.printf(
                Locale.ROOT,
                "  one command's time, ns: p50 %,d, p99 %,d, p99.9 %,d, most %,d (a clock around each; wall)%n",
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9),
                latency.getMaxValue());
        final String name = shape.name();
        final double rate = BILLION / cpu.median();
        Figures.print(name + ".commands_per_second", Math.round(rate), "commands/s");
        Figures.print(name + ".commands_per_second_wall", Math.round(BILLION / wall.median()), "commands/s");
        Figures.print(name + ".orders_per_second", Math.round(rate * counts.newOrders / counts.commands()), "orders/s");
        Figures.print(name + ".ns_per_command", cpu.median(), "ns");
        Figures.print(name + ".ratio_to_reading_and_copying", cpu.median() / floor.median(), "x");
        Figures.print(name + ".p99_ns", latency.getValueAtPercentile(99), "ns");
        Figures.print(name + ".p999_ns", latency.getValueAtPercentile(99.9), "ns");
        Figures.print(name + ".bytes_per_command", bytes, "bytes");
    }

    private static void row(final String name, final Spread spread) {
        System.out.printf(
                Locale.ROOT, "  %-34s %12.1f %12.1f %12.1f%n", name, spread.median(), spread.least(), spread.most());
    }
}
