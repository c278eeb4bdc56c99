package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.BookSide;
import io.unidatum.exchange.book.OrderBookListener;

/** Counts trades and keeps nothing. */
final class Silent implements OrderBookListener {
    long trades;

    @Override
    public void accepted(final long orderId, final BookSide side, final long price, final long quantity) {}

    @Override
    public void traded(
            final long makerId,
            final long takerId,
            final long price,
            final long quantity,
            final long makerLeaves,
            final long takerLeaves) {
        trades++;
    }

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

    @Override
    public void rejected(final long orderId, final RejectCause cause) {}
}
