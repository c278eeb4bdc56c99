package io.unidatum.exchange.benchmarks.disk;

import io.unidatum.exchange.benchmarks.Figures;
import io.unidatum.exchange.benchmarks.Machine;
import io.unidatum.exchange.benchmarks.Settings;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.node.TestSession;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.concurrent.TimeUnit;

/**
 * Measures what three nodes keep on disk. First MINUTES of quotes while a consumer acknowledges: the second half must
 * take no more than the first. Then on a cluster with a limit nobody acknowledges until order entry is suspended; the
 * consumer catches up, and order entry must go on by itself.
 */
public final class DiskProgram {
    private static final String CONSUMER = "ledger";
    private static final int SEGMENT = 16 * 1024 * 1024;
    private static final double MIB = 1024 * 1024;
    private static final long ONE = 100_000_000L;
    private static final long TICK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PROGRESS_TICKS = 30;
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(10);

    private final long minutes;
    private final long quotesPerSecond;
    private final long snapshotMegabytes;
    private final long limitMegabytes;

    private DiskProgram(final Settings settings) {
        minutes = settings.number("MINUTES", 10, 1);
        quotesPerSecond = settings.number("QUOTES_PER_SECOND", 400, 1);
        snapshotMegabytes = settings.number("SNAPSHOT_LOG_MB", 8, 1);
        limitMegabytes = settings.number("LIMIT_MB", 512, 64);
    }

    /**
     * Runs.
     *
     * @param arguments none.
     */
    public static void main(final String[] arguments) {
        Machine.print();
        final DiskProgram program = new DiskProgram(Settings.ofEnvironment());
        final boolean isBounded = program.acknowledged();
        final boolean isResumed = program.notAcknowledged();
        System.exit(isBounded && isResumed ? 0 : 1);
    }

    private ExchangeTestCluster launch(final long diskLimitBytes) {
        final ExchangeTestCluster cluster = ExchangeTestCluster.launch(3, ctx -> {
            ctx.archiveSegmentLength(SEGMENT).logTermLength(1024 * 1024);
            ctx.housekeeping()
                    .intervalNs(TICK_NS)
                    .snapshotLogBytes(snapshotMegabytes * 1024 * 1024)
                    .diskLimitBytes(diskLimitBytes);
        });
        cluster.bootstrap(2);
        try (TestSession operator = cluster.connect(cluster.operatorKey())) {
            ExchangeTestCluster.accept(operator, TestCommands.setRetention(0, 2));
            ExchangeTestCluster.accept(operator, TestCommands.setConsumer(CONSUMER, true));
        }
        return cluster;
    }

    /** {@return whether the second half of the run took no more disk than the first, two segments apart} */
    private boolean acknowledged() {
        final long ticks = TimeUnit.MINUTES.toSeconds(minutes);
        long firstHalf = 0;
        long secondHalf = 0;
        try (ExchangeTestCluster cluster = launch(0);
                QuoteLoad load = new QuoteLoad(cluster, quotesPerSecond)) {
            final long beginNs = System.nanoTime();
            for (long tick = 1; tick <= ticks; tick++) {
                load.run(TICK_NS);
                load.acknowledge(CONSUMER);
                final long used = load.most("diskUsedBytes");
                if (tick <= ticks / 2) {
                    firstHalf = Math.max(firstHalf, used);
                } else {
                    secondHalf = Math.max(secondHalf, used);
                }
                if (tick % PROGRESS_TICKS == 0) {
                    System.out.printf(
                            "%4d s: disk %.1f MiB, journal %.1f MiB from %.1f MiB on, log %.1f MiB%n",
                            tick,
                            used / MIB,
                            load.most("journalPosition") / MIB,
                            load.most("journalStart") / MIB,
                            load.most("commitPosition") / MIB);
                }
            }
            final double seconds = (System.nanoTime() - beginNs) / 1e9;
            Figures.print("disk.minutes", seconds / 60, "min");
            Figures.print("disk.quotes_per_second", load.sent() / seconds, "1/s");
            Figures.print("disk.events", load.most("lastSequence"), "events");
            Figures.print("disk.journal_written_mib", load.most("journalPosition") / MIB, "MiB");
            Figures.print("disk.log_written_mib", load.most("commitPosition") / MIB, "MiB");
            Figures.print("disk.snapshots", load.most("snapshots"), "snapshots");
            Figures.print("disk.used_max_first_half_mib", firstHalf / MIB, "MiB");
            Figures.print("disk.used_max_second_half_mib", secondHalf / MIB, "MiB");
            Figures.print("disk.used_end_mib", load.most("diskUsedBytes") / MIB, "MiB");
        }
        final boolean isBounded = secondHalf <= firstHalf + 2L * SEGMENT;
        System.out.println(isBounded ? "Bounded: the second half took no more" : "NOT BOUNDED: it grows on");
        return isBounded;
    }

    /** {@return whether order entry stopped below the limit, cancels went on, and orders did again by themselves} */
    private boolean notAcknowledged() {
        final long limit = limitMegabytes * 1024 * 1024;
        try (ExchangeTestCluster cluster = launch(limit);
                TestSession gateway = cluster.connect(cluster.gatewayKey());
                QuoteLoad load = new QuoteLoad(cluster, quotesPerSecond)) {
            final long resting = ExchangeTestCluster.accept(gateway, order(100)).orderId();
            final long beginNs = System.nanoTime();
            while (!isSuspended(cluster, load)) {
                load.run(TICK_NS / 4);
                gateway.poll();
                if (System.nanoTime() - beginNs > PATIENCE_NS) {
                    System.out.println("NOT SUSPENDED in time: raise QUOTES_PER_SECOND or lower LIMIT_MB");
                    return false;
                }
            }
            final long used = load.most("diskUsedBytes");
            final boolean isRefused = gateway.send(order(101)).reason() == RejectReason.ORDER_ENTRY_SUSPENDED;
            final TestCommands.Command cancel =
                    TestCommands.cancelOrder(ExchangeTestCluster.FIRST_ACCOUNT + 1, resting);
            final boolean isCancelled = gateway.send(cancel).reason() == RejectReason.NONE;
            load.acknowledge(CONSUMER);
            final long acknowledgedNs = System.nanoTime();
            ExchangeTestCluster.await(
                    "orders to be accepted again",
                    () -> gateway.send(order(102)).reason() == RejectReason.NONE);
            Figures.print("disk.limit_mib", limit / MIB, "MiB");
            Figures.print("disk.suspended_at_mib", used / MIB, "MiB");
            Figures.print("disk.suspended_at_percent", 100.0 * used / limit, "%");
            Figures.print("disk.resumed_after_ms", (System.nanoTime() - acknowledgedNs) / 1e6, "ms");
            Figures.print("disk.used_after_mib", load.most("diskUsedBytes") / MIB, "MiB");
            System.out.println("Order entry refused: " + isRefused + ", cancels accepted: " + isCancelled);
            return isRefused && isCancelled && used <= limit;
        }
    }

    private static boolean isSuspended(final ExchangeTestCluster cluster, final QuoteLoad load) {
        return Boolean.TRUE.equals(load.health(cluster.awaitLeader()).get("orderEntrySuspended"));
    }

    private static TestCommands.Command order(final long price) {
        return TestCommands.limitOrder(
                ExchangeTestCluster.FIRST_ACCOUNT + 1, ExchangeTestCluster.DEC_USD, Side.SELL, price * ONE, ONE);
    }
}
