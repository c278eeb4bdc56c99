package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.benchmarks.Figures;
import io.unidatum.exchange.benchmarks.Machine;
import io.unidatum.exchange.benchmarks.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Runs in the benchmark's own JVM. */
public final class BookProgram {
    private static final int WARM_UPS = 3;
    private static final double P999 = 99.9;
    private static final List<Supplier<BookEngine>> ENGINES = List.of(PooledEngine::new, ExchangeCoreEngine::new);

    private final List<String> problems = new ArrayList<>();
    private final List<Runnable> figures = new ArrayList<>();
    private final int turns;
    private final int messages;
    private final long seed;

    private BookProgram(final Settings settings) {
        turns = settings.count("TURNS", 10, 1);
        messages = settings.count("MESSAGES", 1_000_000, 1_000);
        seed = settings.number("SEED", 1, Long.MIN_VALUE);
    }

    /**
     * Entry.
     *
     * @param arguments none.
     */
    public static void main(final String[] arguments) {
        final Settings settings = Settings.ofEnvironment();
        final BookProgram program = new BookProgram(settings);
        Machine.print();
        System.out.println(
                "Peers      exchange.core2:exchange-core:0.5.3 (OrderBookDirectImpl); CoralME is left out: it"
                        + " is not on Maven Central");
        program.run(
                List.of(settings.word("FLOWS", String.join(",", Flows.NAMES)).split(",")));
        if (!"no".equals(settings.word("SCALING", "yes"))) {
            program.scaling();
        }
        program.memory();
        program.problems.forEach(problem -> System.out.println("FAILED " + problem));
        System.exit(program.problems.isEmpty() ? 0 : 1);
    }

    private void run(final List<String> names) {
        System.out.println();
        print(
                "%-8s%-15s%9s%19s%8s%11s%11s%12s%12s",
                "flow", "engine", "ns", "least..most", "ratio", "p50 ns", "p99.9 ns", "trades/msg", "bytes/msg");
        for (final String name : names) {
            final Flow flow = Flows.generate(name, messages, seed);
            final List<Contest.Result> results = new Contest(ENGINES, turns, WARM_UPS).run(flow);
            final double ours = results.get(0).median();
            for (int i = 0; i < results.size(); i++) {
                final Contest.Result result = results.get(i);
                final Histogram latency = Latency.of(ENGINES.get(i).get(), flow);
                print(
                        "%-8s%-15s%9.1f%19s%8.3f%11d%11d%12.3f%12.1f",
                        name,
                        result.name(),
                        result.median(),
                        String.format(Locale.ROOT, "%.1f..%.1f", result.least(), result.most()),
                        ours / result.median(),
                        latency.getValueAtPercentile(50),
                        latency.getValueAtPercentile(P999),
                        flow.trades() / (double) flow.measured(),
                        result.bytesPerMessage());
                if (i == 0) {
                    figures.add(
                            () -> Figures.print("book." + name + ".p999_ns", latency.getValueAtPercentile(P999), "ns"));
                }
            }
            figures.add(() -> Figures.print("book." + name + ".ns_per_message", ours, "ns"));
            figures.add(() -> Figures.print(
                    "book." + name + ".ratio_to_exchange_core",
                    ours / results.get(1).median(),
                    "x"));
            final long allocated = Allocation.ofSteadyState(flow);
            if (allocated != 0) {
                problems.add("flow " + name + " allocates " + allocated + " bytes in steady state");
            }
        }
        System.out.println(
                "Trades and books equal in all engines; nanoseconds of CPU time a message, median and range of "
                        + turns + " turns; steady state allocates 0 B/message in ours: "
                        + (problems.isEmpty() ? "yes" : "no"));
        figures.forEach(Runnable::run);
    }

    private void scaling() {
        System.out.println();
        final List<Double> times = Scaling.run(messages / 2, Math.max(1, turns / 2), WARM_UPS, seed);
        for (int i = 0; i < times.size(); i++) {
            print("%-45s%9.1f ns", Scaling.sizes().get(i), times.get(i));
        }
        final double most = times.stream().mapToDouble(time -> time).max().orElseThrow();
        final double least = times.stream().mapToDouble(time -> time).min().orElseThrow();
        Figures.print("book.scaling.ratio", most / least, "x");
    }

    private void memory() {
        System.out.println();
        Figures.print("book.bytes_per_order", Footprint.bytesPerOrder(200_000, 20_000), "B");
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
