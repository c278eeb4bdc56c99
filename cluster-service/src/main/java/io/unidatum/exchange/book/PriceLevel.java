package io.unidatum.exchange.book;

/** All orders of one side at one price, in the order of their arrival. Belongs to its book; read only for others. */
public final class PriceLevel extends QueueNode implements BookLevel {
    final RingLadder<?> ladder;
    RingLeaf leaf;
    PriceLevel nextInPool;
    long price;
    /** Visible and hidden. */
    long total;

    long hidden;
    int orderCount;

    PriceLevel(final RingLadder<?> ladder) {
        this.ladder = ladder;
        previous = this;
        next = this;
    }

    @Override
    public long price() {
        return price;
    }

    @Override
    public long quantity() {
        return total - hidden;
    }

    @Override
    public long hidden() {
        return hidden;
    }

    @Override
    public int orderCount() {
        return orderCount;
    }

    /** The order that trades first. {@return never null while the level is in a book} */
    public BookOrder first() {
        return (BookOrder) next;
    }

    /**
     * Reads what putting an order at its back changes, as {@link BookOrder#touch} does for taking one out.
     *
     * @return something that depends on all of it.
     */
    public long touch() {
        return previous.next == this ? total : 0;
    }

    void append(final BookOrder order) {
        final QueueNode last = previous;
        order.level = this;
        order.previous = last;
        order.next = this;
        last.next = order;
        previous = order;
        total += order.leaves;
        orderCount++;
        if (order.display != 0) {
            order.visible = Math.min(order.visible, order.leaves);
            hidden += order.leaves - order.visible;
        }
    }

    /** Returns whether it was the last, which is known from the order alone: both its neighbours are the level. */
    boolean unlink(final BookOrder order) {
        final QueueNode before = order.previous;
        final QueueNode after = order.next;
        before.next = after;
        after.previous = before;
        order.level = null;
        total -= order.leaves;
        orderCount--;
        if (order.display != 0) {
            hidden -= order.leaves - order.visible;
        }
        return before == after;
    }
}
