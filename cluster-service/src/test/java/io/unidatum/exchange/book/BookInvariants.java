package io.unidatum.exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is true of a book after every call. */
final class BookInvariants {
    private BookInvariants() {}

    static void check(final PooledOrderBook book, final boolean collecting) {
        final BookLevel bid = book.best(BookSide.BUY);
        final BookLevel ask = book.best(BookSide.SELL);
        if (!collecting && bid != null && ask != null) {
            assertThat(bid.price()).as("best bid").isLessThan(ask.price());
        }
        final int count = checkSide(book, BookSide.BUY) + checkSide(book, BookSide.SELL);
        assertThat(count).isEqualTo(book.orderCount());
    }

    private static int checkSide(final PooledOrderBook book, final BookSide side) {
        final Orders orders = new Orders();
        book.forEachOrder(side, orders);
        int count = 0;
        long lastPrice = 0;
        for (BookLevel level = book.best(side); level != null; level = book.worse(side, level)) {
            if (lastPrice != 0) {
                assertThat(level.price() < lastPrice).as("order of levels").isEqualTo(side == BookSide.BUY);
            }
            lastPrice = level.price();
            orders.check(level);
            count += level.orderCount();
        }
        assertThat(orders.prices).isEmpty();
        return count;
    }

    /** All orders of a side, those of the first level at the front. */
    private static final class Orders implements OrderBook.OrderVisitor {
        private final Deque<Long> prices = new ArrayDeque<>();
        private final Deque<Long> visible = new ArrayDeque<>();
        private final Deque<Long> hidden = new ArrayDeque<>();

        @Override
        public void onOrder(
                final long orderId, final long price, final long leaves, final long shown, final long owner) {
            assertThat(shown).isBetween(1L, leaves);
            prices.add(price);
            visible.add(shown);
            hidden.add(leaves - shown);
        }

        private void check(final BookLevel level) {
            assertThat(level.orderCount()).isPositive();
            long shown = 0;
            long notShown = 0;
            for (int i = 0; i < level.orderCount(); i++) {
                assertThat(prices.remove()).isEqualTo(level.price());
                shown += visible.remove();
                notShown += hidden.remove();
            }
            assertThat(level.quantity()).isEqualTo(shown);
            assertThat(level.hidden()).isEqualTo(notShown);
        }
    }
}
