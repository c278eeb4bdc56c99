package io.unidatum.exchange.drills;

import io.unidatum.exchange.drills.exchange.Await;
import io.unidatum.exchange.drills.exchange.RunningExchange;
import io.unidatum.exchange.drills.judge.CustodyJudge;
import io.unidatum.exchange.drills.judge.FundsJudge;
import io.unidatum.exchange.drills.judge.OrderJudge;
import io.unidatum.exchange.drills.judge.Verdict;
import io.unidatum.exchange.drills.load.FundsLoad;
import io.unidatum.exchange.drills.load.OrderLoad;
import io.unidatum.exchange.runtime.task.Drill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The ledger-adapter, PostgreSQL and the DeCoin node are killed and frozen at random under load; afterwards nothing
 * that was acknowledged may be missing or doubled in PostgreSQL, and nothing on chain.
 */
public final class LedgerDrill implements Drill {
    private static final List<String> PARTS = List.of("ledger", "postgres", "decoin-devnet");
    private static final int FIRST_ACCOUNT = 1001;
    private static final int ACCOUNTS = 20;
    private static final long FUNDS_PAUSE_MS = 500;
    private static final Duration HEALED = Duration.ofSeconds(180);

    /** Creates the drill. */
    public LedgerDrill() {}

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String description() {
        return "kills ledger-adapter, PostgreSQL and DeCoin node under load; then books and chain must agree";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "MINUTES  how long faults are injected; 10",
                "RATE     orders a second; 150",
                "SEED     of load and faults; any",
                "FOLDER   to keep the exchange's state in, which stays; a new one, which is erased");
    }

    @Override
    public int run(final List<String> arguments) throws Exception {
        final long minutes = DrillSettings.number("MINUTES", 10, 1);
        final int rate = Math.toIntExact(DrillSettings.number("RATE", 150, 1));
        final long seed = DrillSettings.seed();
        final Console console = new Console(System.out);
        try (DrillFolder folder = DrillFolder.create("ledger-drill")) {
            console.line("drill ledger: " + minutes + " minutes, " + rate + " orders a second, SEED=" + seed);
            return drill(
                                    DrillSettings.launcher(),
                                    folder.path(),
                                    TimeUnit.MINUTES.toSeconds(minutes),
                                    rate,
                                    seed,
                                    console)
                            .isClean()
                    ? 0
                    : 1;
        }
    }

    /**
     * Runs it.
     *
     * @param launcher of the distribution.
     * @param folder for the exchange's state.
     * @param seconds how long faults are injected.
     * @param rate orders a second.
     * @param seed of load and faults.
     * @return the verdict.
     * @throws Exception if it could not be carried through.
     */
    public static Verdict run(
            final Path launcher, final Path folder, final long seconds, final int rate, final long seed)
            throws Exception {
        return drill(launcher, folder, seconds, rate, seed, new Console(System.out));
    }

    private static Verdict drill(
            final Path launcher,
            final Path folder,
            final long seconds,
            final int rate,
            final long seed,
            final Console console)
            throws Exception {
        Files.createDirectories(folder);
        try (RunningExchange exchange = new RunningExchange(
                launcher, folder.resolve("data"), Map.of("RESTART_BACKOFF_S", "1", "RESTART_MAX_BACKOFF_S", "2"))) {
            exchange.start();
            console.line("the exchange runs: REST port " + exchange.restPort());
            final Faults faults = new Faults(exchange, PARTS, seed, console);
            try (OrderLoad load = new OrderLoad(exchange.http(), exchange.restPort(), FIRST_ACCOUNT, ACCOUNTS, seed);
                    FundsLoad funds = new FundsLoad(exchange, FIRST_ACCOUNT, ACCOUNTS, seed)) {
                load.start(rate);
                funds.start(FUNDS_PAUSE_MS);
                final long startNs = System.nanoTime();
                while (System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(seconds)) {
                    faults.pause(10);
                    faults.next(load.summary());
                }
                Await.until("the exchange is healthy again", HEALED, () -> "healthy"
                        .equals(exchange.health().path("status").asText()));
                load.stop();
                funds.stop();
                Await.until("all requests are answered", HEALED, () -> load.inFlight() == 0);
                console.line("healed; " + load.summary() + "; " + funds.summary());
                return judge(exchange, load, funds, faults, console);
            }
        }
    }

    private static Verdict judge(
            final RunningExchange exchange,
            final OrderLoad load,
            final FundsLoad funds,
            final Faults faults,
            final Console console)
            throws Exception {
        final Verdict verdict = new Verdict();
        new FundsJudge(exchange, HEALED).judge(funds, verdict);
        new OrderJudge(exchange, HEALED).judge(load, FIRST_ACCOUNT, ACCOUNTS, verdict);
        new CustodyJudge(exchange, HEALED).judge(verdict);
        console.plain("");
        console.plain(verdict.toString());
        console.plain("");
        console.plain(verdict.isClean() ? "Nothing was lost, nothing was doubled." : "THE DRILL HAS FAILED.");
        console.figure("drill.ledger.kills", faults.kills(), "kills");
        console.figure("drill.ledger.freezes", faults.freezes(), "freezes");
        console.figure("drill.ledger.acknowledged", load.acknowledged().size(), "orders");
        console.figure("drill.ledger.deposits", funds.deposits().size(), "deposits");
        console.figure("drill.ledger.withdrawals", funds.withdrawals().size(), "withdrawals");
        console.figure("drill.ledger.lost", verdict.lost(), "facts");
        console.figure("drill.ledger.doubled", verdict.doubled(), "facts");
        console.figure("drill.ledger.violations", verdict.violations().size(), "violations");
        return verdict;
    }
}
