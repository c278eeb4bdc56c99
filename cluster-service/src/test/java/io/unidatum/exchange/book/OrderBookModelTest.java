package io.unidatum.exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** The fast book and the plain one do the same, event by event, under any commands. */
class OrderBookModelTest {
    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheReferenceDoesNearTheTouch(@ForAll("nearTheTouch") final List<BookCommand> commands) {
        compare(commands);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheReferenceDoesOverAllPrices(@ForAll("overAllPrices") final List<BookCommand> commands) {
        compare(commands);
    }

    @Provide
    Arbitrary<List<BookCommand>> nearTheTouch() {
        return commands(
                Arbitraries.longs().between(95, 105), Arbitraries.longs().between(1, 9));
    }

    @Provide
    Arbitrary<List<BookCommand>> overAllPrices() {
        final Arbitrary<Long> prices = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-1, 70),
                Arbitraries.integers().between(0, 62).map(bit -> 1L << bit),
                Arbitraries.longs().between(4090, 4100),
                Arbitraries.longs().between(1, 300_000));
        final Arbitrary<Long> quantities = Arbitraries.oneOf(
                Arbitraries.longs().between(-1, 20),
                Arbitraries.longs(),
                Arbitraries.longs().between(1, 1000));
        return commands(prices, quantities);
    }

    private static Arbitrary<List<BookCommand>> commands(
            final Arbitrary<Long> prices, final Arbitrary<Long> quantities) {
        final Arbitrary<BookCommand.Kind> kinds = Arbitraries.frequency(
                Tuple.of(10, BookCommand.Kind.LIMIT),
                Tuple.of(2, BookCommand.Kind.IOC),
                Tuple.of(1, BookCommand.Kind.MARKET),
                Tuple.of(4, BookCommand.Kind.CANCEL),
                Tuple.of(2, BookCommand.Kind.REDUCE),
                Tuple.of(3, BookCommand.Kind.REPLACE));
        return Combinators.combine(
                        kinds,
                        Arbitraries.longs().between(1, 60),
                        Arbitraries.of(BookSide.class),
                        prices,
                        quantities,
                        Arbitraries.longs().between(0, 6))
                .as(BookCommand::new)
                .list()
                .ofMaxSize(400)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static void compare(final List<BookCommand> commands) {
        final RecordedEvents expected = new RecordedEvents();
        final RecordedEvents actual = new RecordedEvents();
        final OrderBook reference = new ReferenceOrderBook(expected);
        final PooledOrderBook book = new PooledOrderBook(actual);

        for (final BookCommand command : commands) {
            command.applyTo(reference);
            command.applyTo(book);
            assertThat(actual.take()).as("events of %s", command).isEqualTo(expected.take());
            assertNotCrossed(book);
        }
        for (final BookSide side : BookSide.values()) {
            assertThat(OrderBookContract.orders(book, side)).isEqualTo(OrderBookContract.orders(reference, side));
            assertLevelsAddUp(book, side);
        }
    }

    private static void assertNotCrossed(final PooledOrderBook book) {
        final PriceLevel bid = book.best(BookSide.BUY);
        final PriceLevel ask = book.best(BookSide.SELL);
        if (bid != null && ask != null) {
            assertThat(bid.price()).isLessThan(ask.price());
        }
    }

    private static void assertLevelsAddUp(final PooledOrderBook book, final BookSide side) {
        for (PriceLevel level = book.best(side); level != null; level = book.worse(side, level)) {
            long quantity = 0;
            int count = 0;
            for (BookOrder order = level.first(); order != null; order = order.behind()) {
                quantity += order.leaves();
                count++;
            }
            assertThat(level.quantity()).isEqualTo(quantity);
            assertThat(level.orderCount()).isEqualTo(count);
        }
    }
}
