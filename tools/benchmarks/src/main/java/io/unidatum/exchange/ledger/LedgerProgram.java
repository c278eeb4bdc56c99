package io.unidatum.exchange.ledger;

import io.unidatum.exchange.benchmarks.Figures;
import io.unidatum.exchange.benchmarks.Machine;
import io.unidatum.exchange.benchmarks.Settings;
import io.unidatum.exchange.benchmarks.engine.TradingFlow;
import io.unidatum.exchange.protocol.MemberEndpoints;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Measures the ledger's writer, from journal frames to committed rows. Run by {@code bench NAME=ledger}. */
public final class LedgerProgram {
    private static final int ACCOUNTS = 1_000;
    private static final int INSTRUMENTS = 4;
    private static final int RESTING_ORDERS = 10_000;
    private static final long STEP_NS = 20_000;
    private static final int SLICE = 1_000;
    private static final double WARM_UP_SHARE = 0.15;
    private static final int IDLE_COMMANDS = 1_000;

    private final Settings settings = Settings.ofEnvironment();
    private final long seconds = settings.number("DURATION_S", 60, 1);
    private final Path folder;
    private final EmbeddedPostgres server;

    private LedgerProgram(final Path folder) throws IOException {
        this.folder = folder;
        final EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(true);
        for (final String setting : PostgresProfile.SERVER.settings()) {
            final int equals = setting.indexOf('=');
            builder.setServerConfig(setting.substring(0, equals), setting.substring(equals + 1));
        }
        server = builder.start();
    }

    /**
     * Runs it.
     *
     * @param arguments none.
     * @throws Exception if it fails.
     */
    public static void main(final String[] arguments) throws Exception {
        Machine.print();
        final Path parent = Path.of(Settings.ofEnvironment().word("FOLDER", System.getProperty("java.io.tmpdir")));
        final Path folder = Files.createTempDirectory(parent, "ledger-bench");
        try {
            final LedgerProgram program = new LedgerProgram(folder);
            try {
                program.run();
            } finally {
                program.server.close();
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.println("PostgreSQL " + one("postgres", "SHOW server_version") + ", fsync "
                + one("postgres", "SHOW fsync") + ", synchronous_commit " + one("postgres", "SHOW synchronous_commit")
                + ", settings " + String.join(" ", PostgresProfile.SERVER.settings()));
        final FrameStore journal = new FrameStore();
        final TradingFlow flow = new TradingFlow(
                journal,
                ACCOUNTS,
                INSTRUMENTS,
                RESTING_ORDERS,
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                STEP_NS,
                settings.number("SEED", 1, 0));
        execute("postgres", "CREATE DATABASE written");
        execute("postgres", "CREATE DATABASE copied");
        final long[] written = write(journal, flow);
        idle(journal, flow);
        final long transactions = Math.max(1, written[1]);
        copy(written, transactions);
    }

    /** {@return rows, transactions, ns} */
    private long[] write(final FrameStore journal, final TradingFlow flow) throws Exception {
        generate(journal, flow, SLICE);
        final StepTimes steps = new StepTimes();
        try (LedgerAdapter adapter = LedgerAdapter.launch(context("written"), journal, steps)) {
            // Opening the exchange, the books and the JVM's warm-up come before the clock.
            final int warmUp = (int) (seconds * settings.count("COMMANDS_PER_SECOND", 40_000, 1) * WARM_UP_SHARE);
            generate(journal, flow, warmUp);
            journal.show(journal.frames());
            await(adapter, flow.lastSequence());
            final int commands = (int) (seconds * settings.count("COMMANDS_PER_SECOND", 40_000, 1));
            generate(journal, flow, commands);
            final long rowsBefore = ((Number) adapter.health().get("rowsWritten")).longValue();
            final long batchesBefore = ((Number) adapter.health().get("batchesWritten")).longValue();
            final long tradesBefore = Long.parseLong(one("written", "SELECT count(*) FROM trades"));
            execute("written", "CHECKPOINT");
            final Cpu cpu = Cpu.now(folder.resolve("data"));
            steps.reset();
            final long start = System.nanoTime();
            journal.show(journal.frames());
            final long end = start + TimeUnit.SECONDS.toNanos(seconds);
            while (adapter.committedSequence() < flow.lastSequence() && System.nanoTime() < end) {
                requireHealthy(adapter);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            final long ns = System.nanoTime() - start;
            final Cpu after = Cpu.now(folder.resolve("data"));
            final long rows = ((Number) adapter.health().get("rowsWritten")).longValue() - rowsBefore;
            final long batches = ((Number) adapter.health().get("batchesWritten")).longValue() - batchesBefore;
            final long trades = Long.parseLong(one("written", "SELECT count(*) FROM trades")) - tradesBefore;
            final double taken = ns / 1e9;
            System.out.println(String.format(
                    Locale.ROOT,
                    "Written    %d rows of %d trades in %.1f s, %d transactions; %s",
                    rows,
                    trades,
                    taken,
                    batches,
                    steps));
            System.out.println("           " + after.since(cpu, rows));
            Figures.print("ledger.rows_per_second", (long) (rows / taken), "rows/s");
            Figures.print("ledger.trades_per_second", (long) (trades / taken), "trades/s");
            await(adapter, flow.lastSequence());
            return new long[] {rows, batches, ns};
        }
    }

    /** One command at a time: from the arrival of its frame to the commit. */
    private void idle(final FrameStore journal, final TradingFlow flow) throws SQLException {
        final long[] lags = new long[IDLE_COMMANDS];
        try (LedgerAdapter adapter = LedgerAdapter.launch(context("written"), journal, WriteStep.Listener.NONE)) {
            await(adapter, flow.lastSequence());
            for (int i = 0; i < IDLE_COMMANDS; i++) {
                final long before = flow.lastSequence();
                while (flow.lastSequence() == before) {
                    flow.run(1);
                }
                final long start = System.nanoTime();
                journal.show(journal.frames());
                while (adapter.committedSequence() < flow.lastSequence()) {
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
                }
                lags[i] = System.nanoTime() - start;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        Arrays.sort(lags);
        System.out.println(String.format(
                Locale.ROOT,
                "Idle       p99 %.3f ms, most %.3f ms",
                lags[IDLE_COMMANDS * 99 / 100] / 1e6,
                lags[IDLE_COMMANDS - 1] / 1e6));
        Figures.print("ledger.idle_lag_p50_ms", lags[IDLE_COMMANDS / 2] / 1e6, "ms");
    }

    private void copy(final long[] written, final long transactions) throws Exception {
        final LedgerStore store = new LedgerStore(PostgresAccess.direct(context("copied")), step -> {}, 1);
        store.open();
        store.close();
        final List<String> tables =
                List.of("orders", "trades", "ledger_entries", "balances", "positions", "candles", "order_amendments");
        final CopiedTables rows;
        try (Connection connection = connect("written")) {
            final List<String> existing = new ArrayList<>();
            for (final String table : tables) {
                if (!one("written", "SELECT to_regclass('" + table + "')").equals("null")) {
                    existing.add(table);
                }
            }
            connection.setAutoCommit(false);
            rows = CopiedTables.read(connection, existing, folder);
        }
        execute("copied", "SELECT ensure_partitions(now())");
        execute("copied", "CHECKPOINT");
        final double ns;
        final Cpu cpu = Cpu.now(folder.resolve("data"));
        final Cpu after;
        try (Connection connection = connect("copied")) {
            ns = rows.write(connection, transactions);
            after = Cpu.now(folder.resolve("data"));
        }
        final double copied = rows.rows() / (ns / 1e9);
        final double own = written[0] / (written[2] / 1e9);
        System.out.println(String.format(
                Locale.ROOT,
                "Copied     %d rows in %.1f s, %d transactions: %.0f rows/s",
                rows.rows(),
                ns / 1e9,
                transactions,
                copied));
        System.out.println("           " + after.since(cpu, rows.rows()));
        Figures.print("ledger.copy_rows_per_second", (long) copied, "rows/s");
        Figures.print("ledger.ratio_to_copy", own / copied, "of COPY");
    }

    private static void generate(final FrameStore journal, final TradingFlow flow, final int commands) {
        for (int left = commands; left > 0; left -= SLICE) {
            flow.run(Math.min(SLICE, left));
        }
        if (journal.frames() == 0) {
            throw new IllegalStateException("the flow makes no events");
        }
    }

    private static void await(final LedgerAdapter adapter, final long sequence) {
        while (adapter.committedSequence() < sequence) {
            requireHealthy(adapter);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static void requireHealthy(final LedgerAdapter adapter) {
        if (adapter.fault() != null) {
            throw adapter.fault();
        }
    }

    private LedgerContext context(final String database) {
        return new LedgerContext()
                .members(MemberEndpoints.parse("127.0.0.1", 9000))
                .statusPort(0)
                .postgresPort(server.getPort())
                .postgresDatabase(database)
                .postgresUser("postgres")
                .maxBatchRows(settings.count("BATCH_ROWS", new LedgerContext().maxBatchRows(), 1));
    }

    private Connection connect(final String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, "postgres", "");
    }

    private void execute(final String database, final String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(final String database, final String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
