package io.unidatum.exchange.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.rest.MarketStream;
import io.unidatum.exchange.cli.rest.OrderedRestClient;
import io.unidatum.exchange.cli.rest.PublicBook;
import io.unidatum.exchange.cli.rest.RestClient;
import io.unidatum.exchange.cli.rest.RestRequest;
import io.unidatum.exchange.cli.rest.TestTraders;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.GatewaySettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.protocol.Decimal8;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exchange replay}: a recorded order flow through the running exchange. */
@Command(
        name = "replay",
        description = {
            "Feeds a recorded order flow in LOBSTER's message format through the running exchange, in order and as "
                    + "fast as it takes it. New orders rest for a few test accounts, executions are immediate orders "
                    + "of others.",
            "With --book it seeds the book from the file's first row, and compares the best bid and ask, price and "
                    + "size, after every message."
        },
        footer = {
            "",
            "The exchange must run with ENABLE_TEST_ACCOUNTS=true. The instrument's book must be empty: what test "
                    + "accounts have in it is cancelled first. Exit code 1 if a row differs or a request was refused."
        })
public final class ReplayCommand implements Callable<Integer>, LooksAtRunning {
    private static final int FULL_DEPTH = 1_000;
    private static final long SETTLE_NS = TimeUnit.SECONDS.toNanos(30);

    @Parameters(
            paramLabel = "FILE",
            description =
                    "LOBSTER message file (CSV): time, type, order id, size, price in " + "1/10,000 dollar, direction.")
    private Path file;

    @Option(names = "--book", paramLabel = "FILE", description = "The matching LOBSTER order book file.")
    private Path bookFile;

    @Option(names = "--symbol", paramLabel = "SYMBOL", defaultValue = "DEC/USD", description = "Instrument to use.")
    private String symbol;

    @Option(
            names = "--size-unit",
            paramLabel = "QUANTITY",
            defaultValue = "1",
            description = "Quantity of one share of the file. Make it smaller when the accounts' balances do not last.")
    private String sizeUnit;

    @Option(
            names = "--window",
            paramLabel = "NUMBER",
            defaultValue = "64",
            description = "Requests on the way at a time, 1 to 96. Their order is kept.")
    private int window;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Requests a second at most; 0 for a little less than MAX_ORDERS_PER_SECOND.")
    private int rate;

    @Option(names = "--keep", description = "Leave what rests at the end in the book.")
    private boolean keep;

    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private GatewaySettings gateway;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public ReplayCommand() {}

    @Override
    public Integer call() throws IOException {
        final ReplayOptions options = options();
        final PrintWriter out = spec.commandLine().getOut();
        final String host = TestTraders.connectHost(network.bindHost());
        final TopStream tops = new TopStream();
        try (RestClient rest = new RestClient(host, gateway.restPort(), 16);
                OrderedRestClient ordered = OrderedRestClient.connect(host, gateway.restPort());
                MarketStream stream = MarketStream.connect(host, gateway.webSocketPort(), tops::onMessage)) {
            TestTraders.requireTestAccounts(rest);
            final ReplayedBook book = new ReplayedBook(emptyBook(rest, out));
            stream.subscribe("orderbook", List.of(symbol), 1);
            final String run =
                    "replay" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
            final Translator translator = new Translator(new ReplayAccounts(), symbol, run, options.sizeUnit());
            final ReplayResult result = new Replayer(options, ordered, translator, book, tops, out).run();
            final String problem = problem(rest, book, tops, stream);
            if (!keep) {
                TestTraders.cancelAll(rest, ReplayAccounts.all(), symbol);
            }
            report(out, options, result, problem, tops);
            return result.rowsDiffering() == 0 && result.refused() == 0 && problem.isEmpty() ? 0 : 1;
        }
    }

    private ReplayOptions options() {
        if (!Files.isReadable(file)) {
            throw new UserError(file + " cannot be read");
        }
        if (bookFile != null && !Files.isReadable(bookFile)) {
            throw new UserError(bookFile + " cannot be read");
        }
        if (window < 1 || window > 96) {
            throw new UserError("--window is not 1 to 96: " + window);
        }
        final int effectiveRate = rate > 0 ? rate : Math.max(1, gateway.maxOrdersPerSecond() * 9 / 10);
        try {
            final long unit = Decimal8.parse(sizeUnit);
            if (unit > 0) {
                return new ReplayOptions(file, bookFile, symbol, unit, window, effectiveRate);
            }
        } catch (final NumberFormatException | ArithmeticException ex) {
            // Said below.
        }
        throw new UserError("--size-unit is not a positive number of at most 8 decimals: " + sizeUnit);
    }

    /** Instrument sequence of the book, which must be empty: what test accounts have in it is cancelled. */
    private long emptyBook(final RestClient rest, final PrintWriter out) {
        final int cancelled = TestTraders.cancelAll(rest, TestTraders.allAccounts(), symbol);
        if (cancelled > 0) {
            out.printf(
                    "%,d open orders of test accounts in %s were cancelled: the book must be empty%n",
                    cancelled, symbol);
        }
        final long deadlineNs = System.nanoTime() + SETTLE_NS;
        awaitMarketData(rest, deadlineNs);
        while (true) {
            final JsonNode now = rest.get("/api/v1/market/" + RestRequest.pathOf(symbol) + "/orderbook?depth=10", 0);
            if (!now.path("bids").isArray() || !now.path("sequence").isIntegralNumber()) {
                throw new IllegalStateException("not an order book: " + now);
            }
            if (now.path("bids").isEmpty() && now.path("asks").isEmpty()) {
                return now.path("sequence").asLong();
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new UserError("the book of " + symbol + " is not empty ("
                        + now.path("bids").size() + " bids, "
                        + now.path("asks").size() + " asks and perhaps more): cancel those orders, or name another "
                        + "--symbol");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Market data comes a moment after the answers: a book read too early is of before the cancels. */
    private static void awaitMarketData(final RestClient rest, final long deadlineNs) {
        final long wanted = rest.call(RestRequest.get("/health", 0))
                .body()
                .at("/components/gateway/read_model/sequence")
                .asLong();
        while (rest.call(RestRequest.get("/health", 0))
                        .body()
                        .at("/components/market_data/feed_sequence")
                        .asLong(-1)
                < wanted) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new UserError("market data does not follow the exchange: see market_data in its /health");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Whether the published book is the one that the answers tell. {@return what is wrong, empty if nothing is} */
    private String problem(
            final RestClient rest, final ReplayedBook book, final TopStream tops, final MarketStream stream) {
        final long deadlineNs = System.nanoTime() + SETTLE_NS;
        final PublicBook published = new PublicBook();
        while (System.nanoTime() - deadlineNs < 0) {
            final JsonNode now =
                    rest.get("/api/v1/market/" + RestRequest.pathOf(symbol) + "/orderbook?depth=" + FULL_DEPTH, 0);
            if (now.path("sequence").asLong() >= book.sequence()
                    && (tops.publishedSequence() >= book.sequence()
                            || !stream.problem().isEmpty())) {
                published.apply(now);
                break;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        if (!stream.problem().isEmpty()) {
            return stream.problem();
        }
        if (published.sequence() == 0 && book.sequence() != 0) {
            return "market data has not caught up in 30 s";
        }
        if (published.sequence() > book.sequence()) {
            return "somebody else traded " + symbol + " at the same time: instrument sequence " + published.sequence()
                    + ", not " + book.sequence();
        }
        if (!best(book.bids()).equals(published.bids()) || !best(book.asks()).equals(published.asks())) {
            return "the book over REST is not the one that the answers tell";
        }
        return tops.difference();
    }

    private static Map<Long, Long> best(final Map<Long, Long> side) {
        final Map<Long, Long> best = new TreeMap<>(((TreeMap<Long, Long>) side).comparator());
        side.entrySet().stream().limit(FULL_DEPTH).forEach(level -> best.put(level.getKey(), level.getValue()));
        return best;
    }

    private static void report(
            final PrintWriter out,
            final ReplayOptions options,
            final ReplayResult result,
            final String problem,
            final TopStream tops) {
        final double seconds = result.elapsedNs() / 1e9;
        out.printf(
                "%,d messages in %.1f s: %,d requests, %,d passed over (%,d about orders from before the file)%n",
                result.messages(), seconds, result.requests(), result.skipped(), result.unknownOrders());
        out.printf("%,d published books had the best prices that the answers tell%n", tops.compared());
        if (result.outOfOrder() > 0) {
            out.printf(
                    "%,d effects came out of order: the exchange refused requests for a while; lower --rate%n",
                    result.outOfOrder());
        }
        if (result.refused() > 0) {
            out.printf("%,d requests were refused%n", result.refused());
        }
        if (!problem.isEmpty()) {
            out.println("FAILED: " + problem);
        }
        if (options.book() != null) {
            out.printf("%,d rows of %s compared%n", result.rowsCompared(), options.book());
            out.printf("FIGURE replay.rows_differing %d rows%n", result.rowsDiffering());
        }
        out.printf("FIGURE replay.messages_per_second %.0f /s%n", seconds == 0 ? 0 : result.messages() / seconds);
        out.flush();
    }
}
