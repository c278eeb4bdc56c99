package io.unidatum.exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The fast book and the plain one do the same, event by event, under any commands. */
class OrderBookModelTest {
    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheReferenceDoesNearTheTouch(@ForAll("nearTheTouch") final List<BookCommand> commands) {
        compare(commands);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatTheReferenceDoesOverAllPrices(@ForAll("overAllPrices") final List<BookCommand> commands) {
        compare(commands);
    }

    @Provide
    Arbitrary<List<BookCommand>> nearTheTouch() {
        return BookCommands.nearTheTouch();
    }

    @Provide
    Arbitrary<List<BookCommand>> overAllPrices() {
        return BookCommands.overAllPrices();
    }

    private static void compare(final List<BookCommand> commands) {
        final RecordedEvents expected = new RecordedEvents();
        final RecordedEvents actual = new RecordedEvents();
        final ReferenceOrderBook reference = new ReferenceOrderBook(expected);
        final PooledOrderBook book = new PooledOrderBook(actual);
        boolean collecting = false;

        for (final BookCommand command : commands) {
            collecting = command.kind() == BookCommand.Kind.COLLECT
                    || collecting && command.kind() != BookCommand.Kind.UNCROSS;
            assertSameIndication(book, reference, Math.max(0, command.price()));
            command.applyTo(reference);
            command.applyTo(book);
            assertThat(actual.take()).as("events of %s", command).isEqualTo(expected.take());
            BookInvariants.check(book, collecting);
        }
        for (final BookSide side : BookSide.values()) {
            assertThat(OrderBookContract.orders(book, side)).isEqualTo(OrderBookContract.orders(reference, side));
        }
    }

    private static void assertSameIndication(
            final PooledOrderBook book, final ReferenceOrderBook reference, final long price) {
        final Auction auction = book.indicative(price);
        assertThat(new ReferenceAuction(auction.price(), auction.volume(), auction.surplus()))
                .isEqualTo(reference.auction(price));
    }
}
