package io.unidatum.exchange.book;

import java.util.ArrayList;
import java.util.List;

/** Keeps the events of a book as readable lines. */
class RecordedEvents implements OrderBookListener {
    private final List<String> lines = new ArrayList<>();

    /** The lines since the last call. */
    List<String> take() {
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void accepted(final long orderId, final BookSide side, final long price, final long quantity) {
        lines.add("accepted " + orderId + " " + side + " " + quantity + " @ " + price);
    }

    @Override
    public void traded(
            final long makerId,
            final long takerId,
            final long price,
            final long quantity,
            final long makerLeaves,
            final long takerLeaves) {
        lines.add("traded " + makerId + "/" + takerId + " " + quantity + " @ " + price + " leaves " + makerLeaves + "/"
                + takerLeaves);
    }

    @Override
    public void refilled(final long orderId, final long visible) {
        lines.add("refilled " + orderId + " " + visible);
    }

    @Override
    public void decremented(
            final long makerId,
            final long takerId,
            final long quantity,
            final long makerLeaves,
            final long takerLeaves) {
        lines.add("decremented " + makerId + "/" + takerId + " " + quantity + " leaves " + makerLeaves + "/"
                + takerLeaves);
    }

    @Override
    public void rested(final long orderId, final long price, final long leaves, final long visible) {
        lines.add("rested " + orderId + " " + leaves + " @ " + price + (visible == leaves ? "" : " shows " + visible));
    }

    @Override
    public void cancelled(final long orderId, final long leaves, final CancelCause cause) {
        lines.add("cancelled " + orderId + " " + leaves + " " + cause);
    }

    @Override
    public void reduced(final long orderId, final long newLeaves) {
        lines.add("reduced " + orderId + " to " + newLeaves);
    }

    @Override
    public void replaced(final long orderId, final long newPrice, final long newLeaves) {
        lines.add("replaced " + orderId + " " + newLeaves + " @ " + newPrice);
    }

    @Override
    public void uncrossed(final long price, final long volume, final long surplus) {
        lines.add("uncrossed " + volume + " @ " + price + " surplus " + surplus);
    }

    @Override
    public void auctionTraded(
            final long bidId,
            final long askId,
            final long price,
            final long quantity,
            final long bidLeaves,
            final long askLeaves) {
        lines.add("auctionTraded " + bidId + "/" + askId + " " + quantity + " @ " + price + " leaves " + bidLeaves + "/"
                + askLeaves);
    }

    @Override
    public void rejected(final long orderId, final RejectCause cause) {
        lines.add("rejected " + orderId + " " + cause);
    }
}
