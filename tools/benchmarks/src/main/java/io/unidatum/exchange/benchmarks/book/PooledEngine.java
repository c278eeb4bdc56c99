package io.unidatum.exchange.benchmarks.book;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.OrderBook;
import io.unidatum.exchange.book.OrderBookListener;
import io.unidatum.exchange.book.PooledOrderBook;
import io.unidatum.exchange.book.TimeInForce;

/** Our book, as a user of the library has it. */
final class PooledEngine implements BookEngine {
    private final Trades trades = new Trades();
    private final OrderBook book = new PooledOrderBook(trades);

    @Override
    public String name() {
        return "unidatum";
    }

    /** The book itself, to be measured. */
    OrderBook book() {
        return book;
    }

    @Override
    public void run(final Flow flow, final int from, final int to, final TradeDigest digest) {
        trades.digest = digest;
        final long[] words = flow.words();
        for (int at = from * Flow.STRIDE, end = to * Flow.STRIDE; at < end; at += Flow.STRIDE) {
            final long head = words[at];
            final long id = words[at + 1];
            final long price = words[at + 2];
            final long quantity = words[at + 3];
            switch (Flow.kind(head)) {
                case Flow.NEW_GTC ->
                    book.submitLimit(id, side(head), price, quantity, TimeInForce.GTC, Flow.user(head));
                case Flow.NEW_IOC ->
                    book.submitLimit(id, side(head), price, quantity, TimeInForce.IOC, Flow.user(head));
                case Flow.CANCEL -> book.cancel(id);
                case Flow.REDUCE -> book.reduce(id, price);
                default -> book.replace(id, price, quantity);
            }
        }
    }

    @Override
    public void sweep(final boolean sell, final long orderId, final TradeDigest digest) {
        trades.digest = digest;
        book.submitLimit(
                orderId,
                sell ? BookSide.SELL : BookSide.BUY,
                sell ? 1 : Long.MAX_VALUE,
                Long.MAX_VALUE,
                TimeInForce.IOC,
                0);
    }

    private static BookSide side(final long head) {
        return Flow.isSell(head) ? BookSide.SELL : BookSide.BUY;
    }

    private static final class Trades implements OrderBookListener {
        private TradeDigest digest = new TradeDigest();

        @Override
        public void traded(
                final long makerId,
                final long takerId,
                final long price,
                final long quantity,
                final long makerLeaves,
                final long takerLeaves) {
            digest.add(makerId, takerId, price, quantity);
        }

        @Override
        public void rejected(final long orderId, final RejectCause cause) {
            throw new IllegalStateException("order " + orderId + " of the flow is rejected: " + cause);
        }

        @Override
        public void accepted(final long orderId, final BookSide side, final long price, final long quantity) {}

        @Override
        public void refilled(final long orderId, final long visible) {}

        @Override
        public void decremented(
                final long makerId,
                final long takerId,
                final long quantity,
                final long makerLeaves,
                final long takerLeaves) {}

        @Override
        public void rested(final long orderId, final long price, final long leaves, final long visible) {}

        @Override
        public void cancelled(final long orderId, final long leaves, final CancelCause cause) {}

        @Override
        public void reduced(final long orderId, final long newLeaves) {}

        @Override
        public void replaced(final long orderId, final long newPrice, final long newLeaves) {}

        @Override
        public void uncrossed(final long price, final long volume, final long surplus) {}

        @Override
        public void auctionTraded(
                final long bidId,
                final long askId,
                final long price,
                final long quantity,
                final long bidLeaves,
                final long askLeaves) {}
    }
}
