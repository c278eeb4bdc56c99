package io.unidatum.exchange.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.rest.MarketStream;
import io.unidatum.exchange.cli.rest.RestAnswer;
import io.unidatum.exchange.cli.rest.RestClient;
import io.unidatum.exchange.cli.rest.RestRequest;
import io.unidatum.exchange.cli.rest.TestTraders;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.DecoinSettings;
import io.unidatum.exchange.cli.settings.GatewaySettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.PostgresSettings;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code exchange demo}: a market played on a running exchange, and the proof that nothing of it was lost. */
@Command(
        name = "demo",
        description = {
            "Plays a market on the running exchange through its public interfaces: 20 test accounts, every symbol, "
                    + "orders over REST, market data over WebSocket.",
            "Then checks that each acknowledged order has exactly one row in PostgreSQL and one outcome over REST, "
                    + "that the WebSocket's books equal REST's, and that custody DEC on chain equals the ledger; "
                    + "prints orders, trades and latencies. What it leaves resting it cancels."
        },
        footer = {"", "The exchange must run with ENABLE_TEST_ACCOUNTS=true. Exit code 1 if a check fails."})
public final class DemoCommand implements Callable<Integer>, LooksAtRunning {
    private static final long FIRST_ACCOUNT = 1061;
    private static final int ACCOUNTS = 20;
    private static final int CONNECTIONS = 64;

    @Option(names = "--seconds", paramLabel = "NUMBER", defaultValue = "60", description = "How long to play.")
    private int seconds;

    @Option(names = "--orders", paramLabel = "NUMBER", defaultValue = "7200", description = "Orders to send meanwhile.")
    private int orders;

    @Option(
            names = "--custody-timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for the chain afterwards.")
    private int custodyTimeout;

    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private GatewaySettings gateway;

    @Mixin
    private PostgresSettings postgres;

    @Mixin
    private DecoinSettings decoin;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() throws SQLException {
        if (seconds < 1 || orders < 1) {
            throw new UserError("--seconds and --orders must be at least 1");
        }
        final PrintWriter out = spec.commandLine().getOut();
        final String host = TestTraders.connectHost(network.bindHost());
        final long[] accounts =
                LongStream.range(FIRST_ACCOUNT, FIRST_ACCOUNT + ACCOUNTS).toArray();
        final BookCheck books = new BookCheck();
        try (RestClient rest = new RestClient(host, gateway.restPort(), CONNECTIONS)) {
            TestTraders.requireTestAccounts(rest);
            try (LedgerDatabase database = LedgerDatabase.connect(postgres, data);
                    MarketStream stream = MarketStream.connect(host, gateway.webSocketPort(), books::onMessage)) {
                TestTraders.cancelAll(rest, accounts, null);
                final List<Instrument> instruments = instruments(rest);
                final List<String> symbols =
                        instruments.stream().map(Instrument::symbol).toList();
                stream.subscribe("orderbook", symbols, BookCheck.DEPTH);
                stream.subscribe("trades", symbols, 1);
                warmUp(rest);
                out.printf("playing %,d orders of %d accounts in %s for %d s%n", orders, ACCOUNTS, symbols, seconds);
                out.flush();

                final Record record = new Record();
                final Random random = new Random();
                final String run =
                        "demo" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
                final OrderFlow flow = new OrderFlow(instruments, accounts, run, random);
                final long elapsedNs = new Market(rest, flow, record, random, out).play(orders, seconds);

                final List<CheckResult> checks = new ArrayList<>();
                checks.add(books.run(rest, stream, symbols));
                final int left = TestTraders.cancelAll(rest, accounts, null);
                out.printf("%,d orders were left resting and are cancelled now%n", left);
                record.onSequence(sequence(rest, accounts));
                checks.addAll(LedgerCheck.run(database, rest, record));
                checks.add(new CustodyCheck(decoin.nodeUrl()).run(database, custodyTimeout, out));
                checks.add(allAnswered(record));
                report(out, record, database, books, checks, elapsedNs);
                return checks.stream().allMatch(CheckResult::passed) ? 0 : 1;
            }
        }
    }

    /** Opens the connections, so that no order pays for that. */
    private static void warmUp(final RestClient rest) {
        final List<CompletableFuture<RestAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 4 * CONNECTIONS; i++) {
            answers.add(rest.send(RestRequest.get("/api/v1/market/symbols", 0)));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    }

    private static List<Instrument> instruments(final RestClient rest) {
        final List<Instrument> instruments = new ArrayList<>();
        for (final JsonNode json : rest.get("/api/v1/market/symbols", 0).path("symbols")) {
            final String path = RestRequest.pathOf(json.path("symbol").asText());
            final JsonNode ticker = rest.call(RestRequest.get("/api/v1/market/" + path + "/ticker", 0))
                    .body();
            instruments.add(Instrument.of(json, ticker));
        }
        if (instruments.isEmpty()) {
            throw new UserError("the exchange has no instruments: create some with 'exchange admin'");
        }
        return instruments;
    }

    /** Journal sequence behind the last cancel. */
    private static long sequence(final RestClient rest, final long[] accounts) {
        long sequence = 0;
        for (final long account : accounts) {
            sequence = Math.max(
                    sequence,
                    rest.get("/api/v1/orders?status=open&limit=1", account)
                            .path("sequence")
                            .asLong());
        }
        return sequence;
    }

    private CheckResult allAnswered(final Record record) {
        final String name = "every order was answered";
        final int unavailable = record.refusals().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("HTTP 5") || entry.getKey().startsWith("INTERNAL"))
                .mapToInt(entry -> entry.getValue())
                .sum();
        if (record.answered() < orders) {
            return CheckResult.failed(name, orders - record.answered() + " orders have no answer after 40 s");
        }
        if (unavailable > 0) {
            return CheckResult.failed(name, unavailable + " orders were answered with an internal error");
        }
        return CheckResult.passed(
                name,
                record.inDoubt().isEmpty()
                        ? ""
                        : record.inDoubt().size() + " broke off (" + record.firstFailure()
                                + ") and were asked after by client order id");
    }

    private static void report(
            final PrintWriter out,
            final Record record,
            final LedgerDatabase database,
            final BookCheck books,
            final List<CheckResult> checks,
            final long elapsedNs)
            throws SQLException {
        final int acknowledged = record.acknowledgedCount();
        final long trades = database.trades(record.acknowledged().keySet());
        final Histogram latency = record.latencyUs();
        out.println();
        record.refusals().forEach((code, count) -> out.printf("%,d orders were refused: %s%n", count, code));
        out.printf("%,d trades were told of over WebSocket%n", books.trades());
        out.println("latency from when an order was due until its answer:");
        for (final double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            out.printf("  p%-5s %8.2f ms%n", trim(percentile), latency.getValueAtPercentile(percentile) / 1_000.0);
        }
        out.println();
        checks.forEach(check ->
                out.printf("%s  %s%s%n", check.passed() ? "ok    " : "FAILED", check.name(), detail(check.detail())));
        out.println();
        out.printf("FIGURE demo.orders %d orders%n", acknowledged);
        out.printf("FIGURE demo.trades %d trades%n", trades);
        out.printf("FIGURE demo.orders_per_second %.1f /s%n", acknowledged / (elapsedNs / 1e9));
        out.printf("FIGURE demo.latency_p50 %.2f ms%n", latency.getValueAtPercentile(50) / 1_000.0);
        out.printf("FIGURE demo.latency_p99 %.2f ms%n", latency.getValueAtPercentile(99) / 1_000.0);
        out.printf("FIGURE demo.latency_max %.2f ms%n", latency.getMaxValue() / 1_000.0);
        out.printf(
                "FIGURE demo.checks_failed %d checks%n",
                checks.stream().filter(check -> !check.passed()).count());
        out.flush();
    }

    private static String detail(final String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String trim(final double percentile) {
        return percentile == Math.rint(percentile) ? Long.toString((long) percentile) : Double.toString(percentile);
    }
}
