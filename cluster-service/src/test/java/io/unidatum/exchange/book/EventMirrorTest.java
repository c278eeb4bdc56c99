package io.unidatum.exchange.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The events tell everything: a book kept from them alone is the same, in the same order. */
class EventMirrorTest {
    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void shouldTellEverythingByEvents(@ForAll("flows") final List<BookCommand> commands) {
        final Mirror mirror = new Mirror();
        final PooledOrderBook book = new PooledOrderBook(mirror);
        for (final BookCommand command : commands) {
            command.applyTo(book);
        }
        assertThat(mirror.lines(BookSide.BUY)).isEqualTo(OrderBookContract.orders(book, BookSide.BUY));
        assertThat(mirror.lines(BookSide.SELL)).isEqualTo(OrderBookContract.orders(book, BookSide.SELL));
    }

    @Provide
    Arbitrary<List<BookCommand>> flows() {
        return BookCommands.nearTheTouch();
    }

    /** What a reader of the events knows of an order. */
    private static final class Known {
        private BookSide side;
        private long price;
        private long leaves;
        private long visible;
    }

    private static final class Mirror extends RecordedEvents {
        private final Map<Long, Known> open = new HashMap<>();
        private final Map<BookSide, TreeMap<Long, List<Long>>> queues =
                Map.of(BookSide.BUY, new TreeMap<>((a, b) -> Long.compare(b, a)), BookSide.SELL, new TreeMap<>());

        List<String> lines(final BookSide side) {
            final List<String> lines = new ArrayList<>();
            queues.get(side)
                    .values()
                    .forEach(queue -> queue.forEach(id -> {
                        final Known order = open.get(id);
                        final String shows = order.visible == order.leaves ? "" : " shows " + order.visible;
                        lines.add(id + " " + order.leaves + " @ " + order.price + shows);
                    }));
            return lines;
        }

        @Override
        public void accepted(final long orderId, final BookSide side, final long price, final long quantity) {
            final Known order = new Known();
            order.side = side;
            open.put(orderId, order);
        }

        @Override
        public void traded(
                final long makerId,
                final long takerId,
                final long price,
                final long quantity,
                final long makerLeaves,
                final long takerLeaves) {
            open.get(makerId).visible -= quantity;
            left(makerId, makerLeaves);
            left(takerId, takerLeaves);
        }

        @Override
        public void refilled(final long orderId, final long visible) {
            final Known order = open.get(orderId);
            queue(order).remove(orderId);
            queue(order).add(orderId);
            order.visible = visible;
        }

        @Override
        public void decremented(
                final long makerId,
                final long takerId,
                final long quantity,
                final long makerLeaves,
                final long takerLeaves) {
            left(makerId, makerLeaves);
            left(takerId, takerLeaves);
        }

        @Override
        public void rested(final long orderId, final long price, final long leaves, final long visible) {
            final Known order = open.get(orderId);
            order.price = price;
            order.leaves = leaves;
            order.visible = visible;
            queue(order).add(orderId);
        }

        @Override
        public void cancelled(final long orderId, final long leaves, final CancelCause cause) {
            left(orderId, 0);
        }

        @Override
        public void reduced(final long orderId, final long newLeaves) {
            left(orderId, newLeaves);
        }

        @Override
        public void replaced(final long orderId, final long newPrice, final long newLeaves) {
            queue(open.get(orderId)).remove(orderId);
        }

        @Override
        public void auctionTraded(
                final long bidId,
                final long askId,
                final long price,
                final long quantity,
                final long bidLeaves,
                final long askLeaves) {
            for (final long id : List.of(bidId, askId)) {
                open.get(id).visible = Math.max(0, open.get(id).visible - quantity);
            }
            left(bidId, bidLeaves);
            left(askId, askLeaves);
        }

        private void left(final long orderId, final long leaves) {
            final Known order = open.get(orderId);
            order.leaves = leaves;
            order.visible = Math.min(order.visible, leaves);
            if (leaves == 0) {
                queue(order).remove(orderId);
                open.remove(orderId);
            }
        }

        private List<Long> queue(final Known order) {
            return queues.get(order.side).computeIfAbsent(order.price, price -> new ArrayList<>());
        }
    }
}
