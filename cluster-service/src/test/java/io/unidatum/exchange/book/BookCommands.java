package io.unidatum.exchange.book;

import io.unidatum.exchange.book.BookCommand.Kind;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random flows of calls, of every kind. */
final class BookCommands {
    private BookCommands() {}

    /** Few prices, few owners, small quantities: everything meets everything. */
    static Arbitrary<List<BookCommand>> nearTheTouch() {
        return commands(
                Arbitraries.longs().between(95, 105),
                Arbitraries.longs().between(1, 12),
                Arbitraries.longs().between(0, 4));
    }

    static Arbitrary<List<BookCommand>> overAllPrices() {
        final Arbitrary<Long> prices = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-1, 70),
                Arbitraries.integers().between(0, 62).map(bit -> 1L << bit),
                Arbitraries.longs().between(4090, 4100),
                Arbitraries.longs().between(1, 300_000));
        // Not far from the largest only where displays are large, too: an iceberg of 2^63 is refilled for years.
        final Arbitrary<Long> quantities = Arbitraries.oneOf(
                Arbitraries.longs().between(-1, 20),
                Arbitraries.longs().between(1, 1000),
                Arbitraries.longs().between(Long.MAX_VALUE - 50, Long.MAX_VALUE),
                Arbitraries.longs().lessOrEqual(1000));
        final Arbitrary<Long> displays = Arbitraries.oneOf(
                Arbitraries.longs().between(-1, 0), Arbitraries.longs().greaterOrEqual(Long.MAX_VALUE / 5));
        return commands(prices, quantities, displays);
    }

    private static Arbitrary<List<BookCommand>> commands(
            final Arbitrary<Long> prices, final Arbitrary<Long> quantities, final Arbitrary<Long> displays) {
        final Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(20, Kind.LIMIT),
                Tuple.of(12, Kind.ICEBERG),
                Tuple.of(5, Kind.POST_ONLY),
                Tuple.of(5, Kind.IOC),
                Tuple.of(5, Kind.FOK),
                Tuple.of(3, Kind.MARKET),
                Tuple.of(6, Kind.CANCEL),
                Tuple.of(4, Kind.REDUCE),
                Tuple.of(6, Kind.REPLACE),
                Tuple.of(1, Kind.COLLECT),
                Tuple.of(2, Kind.UNCROSS));
        final Arbitrary<BookCommand.Extras> extras = Combinators.combine(
                        Arbitraries.of(Prevention.class), displays, Arbitraries.of(false, true))
                .as(BookCommand.Extras::new);
        return Combinators.combine(
                        kinds,
                        Arbitraries.longs().between(1, 60),
                        Arbitraries.of(BookSide.class),
                        prices,
                        quantities,
                        Arbitraries.longs().between(0, 5),
                        extras)
                .as(BookCommand::new)
                .list()
                .ofMaxSize(400)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
