package io.unidatum.exchange.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Guarded orders, as reduce-only ones are: an owner's guarded orders together never trade more than it has, and what
 * the book says beforehand is what comes.
 */
class GuardedOrdersTest {
    private static final int OWNERS = 4;

    /** An order, readable when a failing case is shown. Nobody's orders are not guarded. */
    record Maker(long price, long quantity, long display, int owner, boolean guarded, BookSide side) {}

    @Property(tries = 1000)
    void shouldFillWhatItSaysIsFillable(
            @ForAll("makers") final List<Maker> makers,
            @ForAll("positions") final List<Long> positions,
            @ForAll("taker") final Maker taker,
            @ForAll final Prevention prevention) {
        final Positions listener = new Positions(positions);
        final MatchingBook<BookOrder> book = new MatchingBook<>(listener);
        makers.forEach(maker -> book.rest(order(maker, BookSide.SELL)));
        final BookOrder order = order(taker, BookSide.BUY);
        order.prevention(prevention);

        final long fillable = book.fillable(order, taker.price, taker.quantity);
        final long some = book.fillable(order, taker.price, Math.min(3, taker.quantity));
        book.match(order, taker.price);

        assertThat(listener.traded)
                .as(listener.events.toString())
                .isGreaterThanOrEqualTo(fillable)
                .isLessThanOrEqualTo(taker.quantity);
        if (prevention != Prevention.DECREMENT_AND_CANCEL) {
            assertThat(fillable).as(listener.events.toString()).isEqualTo(listener.traded);
        }
        assertThat(fillable == taker.quantity)
                .as(listener.events.toString())
                .isEqualTo(listener.traded == taker.quantity);
        assertThat(some).isEqualTo(Math.min(3, fillable));
        listener.assertNothingOversold();
    }

    @Property(tries = 1000)
    void shouldNotBeCrossedAfterAnAuction(
            @ForAll("makers") final List<Maker> orders,
            @ForAll("positions") final List<Long> positions,
            @ForAll final boolean atAnyPrice) {
        final Positions listener = new Positions(positions);
        final MatchingBook<BookOrder> book = new MatchingBook<>(listener);
        orders.forEach(order -> book.rest(order(order, order.side)));
        final Auction auction = new Auction();
        auction.find(book, 0);

        book.uncross(atAnyPrice ? 100 : auction.price(), (bid, ask, price, quantity) -> {
            assertThat(bid.price()).isGreaterThanOrEqualTo(price);
            assertThat(ask.price()).isLessThanOrEqualTo(price);
            listener.trade(bid, quantity);
            listener.trade(ask, quantity);
        });

        assertThat(book.isCrossed()).isFalse();
        if (!atAnyPrice && orders.stream().noneMatch(Maker::guarded)) {
            assertThat(listener.traded).isEqualTo(2 * auction.volume());
        }
        listener.assertNothingOversold();
    }

    /** Step by step for each of them it would be 2 * 10^10 steps, for any fill-or-kill order that anybody sends. */
    @Example
    void shouldEstimateQuicklyHoweverManyAreGuarded() {
        final MatchingBook<BookOrder> book = new MatchingBook<>(new Positions(List.of(0L, 30L, 30L, 30L)));
        for (int i = 0; i < 200_000; i++) {
            final BookOrder maker = new BookOrder();
            maker.open(BookSide.SELL, 100, 1, 1);
            maker.guarded(true);
            book.rest(maker);
        }
        final BookOrder taker = new BookOrder();
        taker.open(BookSide.BUY, 100, 1_000, 2);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(book.fillable(taker, 100, 1_000))
                .isEqualTo(30));
    }

    @Provide
    Arbitrary<List<Maker>> makers() {
        return taker().list().ofMaxSize(25);
    }

    @Provide
    Arbitrary<Maker> taker() {
        return Combinators.combine(
                        Arbitraries.longs().between(98, 102),
                        Arbitraries.longs().between(1, 40),
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.integers().between(0, OWNERS - 1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(BookSide.class))
                .as(Maker::new);
    }

    @Provide
    Arbitrary<List<Long>> positions() {
        return Arbitraries.longs().between(0, 60).list().ofSize(OWNERS);
    }

    private static BookOrder order(final Maker maker, final BookSide side) {
        final BookOrder order = new BookOrder();
        order.open(side, maker.price, maker.quantity, maker.owner);
        order.iceberg(Math.min(maker.display, maker.quantity));
        order.guarded(maker.guarded && maker.owner != 0);
        return order;
    }

    /** What each owner has. All its orders use it up; only guarded ones must not go below nothing. */
    private static final class Positions implements MatchListener<BookOrder> {
        private final List<String> events = new ArrayList<>();
        private final long[] left = new long[2 * OWNERS];
        private long traded;
        private boolean oversold;

        private Positions(final List<Long> positions) {
            for (int i = 0; i < OWNERS; i++) {
                left[i] = positions.get(i);
                left[OWNERS + i] = positions.get(OWNERS - 1 - i);
            }
        }

        /** Each side's apart: no order of the one reduces what the other's may trade. */
        private static int slot(final BookOrder order) {
            return (int) order.owner() + (order.side() == BookSide.BUY ? OWNERS : 0);
        }

        @Override
        public void onMatch(final BookOrder maker, final BookOrder taker, final long price, final long quantity) {
            trade(maker, quantity);
            events.add("traded " + quantity + " of " + maker.owner() + " @ " + price);
        }

        void trade(final BookOrder order, final long quantity) {
            traded += quantity;
            left[slot(order)] -= quantity;
            oversold |= order.isGuarded() && left[slot(order)] < 0;
        }

        @Override
        public long allowed(final BookOrder order) {
            return Math.max(0, left[slot(order)]);
        }

        @Override
        public void onGuarded(final BookOrder order, final long quantity) {
            assertThat(quantity).isPositive();
            assertThat(order.isResting()).isEqualTo(left[slot(order)] > 0);
            events.add("cut " + quantity + " of " + order.owner());
        }

        void assertNothingOversold() {
            assertThat(oversold).as(events.toString()).isFalse();
        }
    }
}
