package io.unidatum.exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

/** What is true of a book after every call. */
final class BookInvariants {
    private BookInvariants() {}

    static void check(final PooledOrderBook book, final boolean collecting) {
        final PriceLevel bid = book.best(BookSide.BUY);
        final PriceLevel ask = book.best(BookSide.SELL);
        if (!collecting && bid != null && ask != null) {
            assertThat(bid.price()).as("best bid").isLessThan(ask.price());
        }
        final int count = checkSide(book, BookSide.BUY) + checkSide(book, BookSide.SELL);
        assertThat(count).isEqualTo(book.orderCount());
    }

    private static int checkSide(final PooledOrderBook book, final BookSide side) {
        int count = 0;
        long lastPrice = 0;
        for (PriceLevel level = book.best(side); level != null; level = book.worse(side, level)) {
            if (lastPrice != 0) {
                assertThat(level.price() < lastPrice).as("order of levels").isEqualTo(side == BookSide.BUY);
            }
            lastPrice = level.price();
            checkLevel(level, side);
            count += level.orderCount();
        }
        return count;
    }

    private static void checkLevel(final PriceLevel level, final BookSide side) {
        long visible = 0;
        long hidden = 0;
        int count = 0;
        for (BookOrder order = level.first(); order != null; order = order.behind()) {
            assertThat(order.side()).isEqualTo(side);
            assertThat(order.price()).isEqualTo(level.price());
            assertThat(order.isResting()).isTrue();
            assertThat(order.visible()).isBetween(1L, order.leaves());
            visible += order.visible();
            hidden += order.leaves() - order.visible();
            count++;
        }
        assertThat(level.quantity()).isEqualTo(visible);
        assertThat(level.hidden()).isEqualTo(hidden);
        assertThat(level.orderCount()).isEqualTo(count).isPositive();
    }
}
