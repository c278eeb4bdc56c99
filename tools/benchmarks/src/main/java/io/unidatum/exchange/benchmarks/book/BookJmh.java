package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.OrderBook;
import io.unidatum.exchange.book.OrderTerms;
import io.unidatum.exchange.book.TimeInForce;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Single calls of the library's book, each leaving it as it was: 1,000 orders on each side, one a price. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseParallelGC", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class BookJmh {
    private static final int ORDERS = 1_000;
    private static final long MIDDLE = 100_000;

    private final OrderBook book = new PooledEngine().book();
    private final OrderTerms terms = new OrderTerms();
    private long nextId = 1;
    private long moved;
    private long step = 1;

    /** Fills the book. */
    @Setup
    public void fill() {
        for (int i = 1; i <= ORDERS; i++) {
            book.submitLimit(nextId++, BookSide.BUY, MIDDLE - i, 10, TimeInForce.GTC, 1);
            book.submitLimit(nextId++, BookSide.SELL, MIDDLE + i, 10, TimeInForce.GTC, 2);
        }
        moved = nextId++;
        book.submitLimit(moved, BookSide.BUY, MIDDLE - 500, 10, TimeInForce.GTC, 1);
    }

    /** A new order in the middle of its side, and its cancel. {@return its id} */
    @Benchmark
    public long addAndCancel() {
        final long id = nextId++;
        book.submitLimit(id, BookSide.BUY, MIDDLE - 300, 10, TimeInForce.GTC, 1);
        book.cancel(id);
        return id;
    }

    /** A new best order, and one that takes it. {@return the taker's id} */
    @Benchmark
    public long addAndTake() {
        book.submitLimit(nextId++, BookSide.SELL, MIDDLE, 10, TimeInForce.GTC, 2);
        final long id = nextId++;
        book.submitLimit(id, BookSide.BUY, MIDDLE, 10, TimeInForce.IOC, 1);
        return id;
    }

    /** An iceberg of ten parts, and a fill-or-kill order that takes them all. {@return the taker's id} */
    @Benchmark
    public long takeIceberg() {
        book.submit(terms.limit(nextId++, BookSide.SELL, MIDDLE, 10).display(1).owner(2));
        final long id = nextId++;
        book.submit(terms.limit(id, BookSide.BUY, MIDDLE, 10)
                .timeInForce(TimeInForce.FOK)
                .owner(1));
        return id;
    }

    /** One order to the next price and back. {@return the price} */
    @Benchmark
    public long move() {
        step = -step;
        final long price = MIDDLE - 500 + step;
        book.replace(moved, price, 10);
        return price;
    }
}
