package io.unidatum.exchange.benchmarks.settlement;

import io.unidatum.exchange.benchmarks.Figures;
import io.unidatum.exchange.benchmarks.Machine;
import io.unidatum.exchange.benchmarks.Settings;
import io.unidatum.exchange.ledger.settlement.CustodyMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Locale;

/** Runs in the benchmark's own JVM. */
public final class SettlementProgram {
    private static final double MEAN_GOAL_MS = 100;
    private static final double P99_GOAL_MS = 250;
    private static final double GROWTH_LIMIT = 1.5;
    private static final double PART_OF_100 = 0.99;
    private static final int SEARCH_RESOLUTION = 20;
    private static final int SEARCH_FROM = 400;

    private final Settings settings = Settings.ofEnvironment();
    private final int seconds = settings.count("SECONDS", 60, 1);
    private final int warmup = settings.count("WARMUP", 20, 1);
    private final int trades = settings.count("TRADES", 1_000, 1);
    private final int accounts = settings.count("ACCOUNTS", 1_000, 2);
    private final int nodeRate = settings.count("NODE_RATE", 300, 1);
    private final int slowRate = settings.count("SLOW_RATE", 50, 1);
    private final int step = settings.count("STEP", 15, 3);
    private final long seed = settings.number("SEED", 1, 0);
    private final EmbeddedPostgres postgres;

    private SettlementProgram(final EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Entry.
     *
     * @param arguments none.
     * @throws Exception if something does not work.
     */
    public static void main(final String[] arguments) throws Exception {
        Machine.print();
        final EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "2GB")
                .start();
        boolean isDone = false;
        try {
            isDone = new SettlementProgram(postgres).run();
        } catch (final Exception ex) {
            ex.printStackTrace();
        } finally {
            postgres.close();
        }
        System.exit(isDone ? 0 : 1);
    }

    private boolean run() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('server_version') || ', fsync '"
                        + " || current_setting('fsync') || ', synchronous_commit '"
                        + " || current_setting('synchronous_commit')")) {
            row.next();
            System.out.println("PostgreSQL " + row.getString(1));
        }
        System.out.println("Measured: from the trade's time in the journal to the node's answer to the last transfer"
                + " of the batch that covers it. The state machine, the ledger's writer, settlement and the"
                + " development node share a JVM; the journal is handed over in memory.");
        final String part = settings.word("PART", "all");
        final boolean all = "all".equals(part);
        boolean clean = true;
        if (all || "pooled".equals(part)) {
            clean &= pooled("", nodeRate);
        }
        if (all || "slow".equals(part)) {
            clean &= pooled("slow_", slowRate);
        }
        if (all || "segregated".equals(part)) {
            clean &= segregated();
        }
        return clean;
    }

    private boolean pooled(final String prefix, final int rate) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "Pooled: %d accounts in 8 wallets, %d trades/s for %d s, a node that takes %d transfers/s%n",
                accounts,
                trades,
                seconds,
                rate);
        try (Stage stage = new Stage(postgres, "pooled_" + rate, CustodyMode.POOLED, rate, accounts, seed)) {
            stage.trade(trades, warmup);
            final long after = stage.lastTrade();
            stage.trade(trades, seconds);
            final long drainMs = stage.awaitSettled();
            final Delays delays = stage.delays(after);
            final long difference = stage.custodyDifference();
            print(delays);
            System.out.printf(Locale.ROOT, "  confirmed %d ms after the last trade%n", drainMs);
            Figures.print("settlement." + prefix + "mean_ms", delays.meanMs(), "ms");
            Figures.print("settlement." + prefix + "p99_ms", delays.percentileMs(PART_OF_100), "ms");
            Figures.print("settlement." + prefix + "transfers", delays.transfers(), "transfers");
            Figures.print("settlement." + prefix + "window_ms", 1_000.0 * seconds / delays.batches(), "ms");
            Figures.print("settlement." + prefix + "growth", delays.growth(), "last/first");
            Figures.print("settlement." + prefix + "netted_trades", delays.nettedTrades(), "trades");
            Figures.print("settlement." + prefix + "custody_difference", difference, "base_units");
            return difference == 0;
        }
    }

    /** By halving: the most trades a second at which the goals hold and nothing piles up. */
    private boolean segregated() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "Segregated: %d accounts with a wallet each, a node that takes %d transfers/s; searching%n",
                accounts,
                nodeRate);
        try (Stage stage = new Stage(postgres, "segregated", CustodyMode.SEGREGATED, nodeRate, accounts, seed)) {
            stage.trade(SEARCH_RESOLUTION, warmup);
            int holds = 0;
            int fails = SEARCH_FROM;
            Delays best = null;
            while (fails - holds > SEARCH_RESOLUTION) {
                final int rate = (holds + fails) / 2;
                final Delays delays = step(stage, rate);
                if (delays.meanMs() < MEAN_GOAL_MS
                        && delays.percentileMs(PART_OF_100) < P99_GOAL_MS
                        && delays.growth() < GROWTH_LIMIT) {
                    holds = rate;
                    best = delays;
                } else {
                    fails = rate;
                }
            }
            Figures.print("settlement.segregated_trades_per_second", holds, "trades/s");
            Figures.print("settlement.segregated_mean_ms", best == null ? 0 : best.meanMs(), "ms");
            Figures.print("settlement.segregated_p99_ms", best == null ? 0 : best.percentileMs(PART_OF_100), "ms");
            final Delays full = step(stage, trades);
            Figures.print("settlement.segregated_full_rate_mean_ms", full.meanMs(), "ms");
            Figures.print("settlement.segregated_full_rate_growth", full.growth(), "last/first");
            final long difference = stage.custodyDifference();
            Figures.print("settlement.segregated_custody_difference", difference, "base_units");
            return difference == 0;
        }
    }

    private Delays step(final Stage stage, final int rate) throws Exception {
        stage.trade(rate, step / 3);
        final long after = stage.lastTrade();
        stage.trade(rate, step);
        stage.awaitSettled();
        final Delays delays = stage.delays(after);
        System.out.print("  " + rate + " trades/s: ");
        print(delays);
        return delays;
    }

    private static void print(final Delays delays) {
        System.out.printf(
                Locale.ROOT,
                "  trades %d in %d batches, %d transfers; settled: mean %.1f ms, p50 %.1f, p90 %.1f, p99 %.1f, max"
                        + " %.1f; netted to nothing: %d trades, mean %.1f ms%n",
                delays.trades(),
                delays.batches(),
                delays.transfers(),
                delays.meanMs(),
                delays.percentileMs(0.5),
                delays.percentileMs(0.9),
                delays.percentileMs(PART_OF_100),
                delays.percentileMs(1),
                delays.nettedTrades(),
                delays.nettedMeanMs());
    }
}
