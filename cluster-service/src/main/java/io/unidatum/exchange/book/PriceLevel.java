package io.unidatum.exchange.book;

/** All orders of one side at one price, in the order of their arrival. Belongs to its book; read only for others. */
public final class PriceLevel {
    PriceLevel lower;
    PriceLevel higher;
    TrieNode leaf;
    BookOrder head;
    BookOrder tail;
    long price;
    /** Visible and hidden. */
    long total;

    long hidden;
    int orderCount;

    PriceLevel() {}

    /** Price of the level. {@return in the caller's unit} */
    public long price() {
        return price;
    }

    /** Visible open quantity of all its orders. {@return in the caller's unit} */
    public long quantity() {
        return total - hidden;
    }

    /** Open quantity of its icebergs that is not visible. {@return in the caller's unit} */
    public long hidden() {
        return hidden;
    }

    /** Number of its orders. {@return at least 1} */
    public int orderCount() {
        return orderCount;
    }

    /** The order that trades first. {@return never null while the level is in a book} */
    public BookOrder first() {
        return head;
    }

    void append(final BookOrder order) {
        order.level = this;
        order.next = null;
        order.previous = tail;
        if (tail == null) {
            head = order;
        } else {
            tail.next = order;
        }
        tail = order;
        total += order.leaves;
        orderCount++;
        if (order.display != 0) {
            order.visible = Math.min(order.visible, order.leaves);
            hidden += order.leaves - order.visible;
        }
    }

    void unlink(final BookOrder order) {
        if (order.previous == null) {
            head = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            tail = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        order.previous = null;
        order.next = null;
        order.level = null;
        total -= order.leaves;
        orderCount--;
        if (order.display != 0) {
            hidden -= order.leaves - order.visible;
        }
    }
}
