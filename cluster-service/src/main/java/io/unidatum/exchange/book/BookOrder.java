package io.unidatum.exchange.book;

/**
 * An order as the book sees it: side, price, open quantity and the opaque tag of its owner, with the links that put it
 * into its level's queue. Callers of {@link MatchingBook} extend it with what they know of an order, and may use it
 * again once it has left the book.
 */
public class BookOrder {
    PriceLevel level;
    BookOrder previous;
    BookOrder next;
    BookSide side;
    long price;
    long leaves;
    long owner;

    /**
     * Sets what the book needs to know, before the order is placed.
     *
     * @param side of the book.
     * @param price limit price, above 0.
     * @param leaves open quantity, above 0.
     * @param owner orders with the same tag do not trade with each other; 0 is nobody's tag.
     */
    public final void open(final BookSide side, final long price, final long leaves, final long owner) {
        this.side = side;
        this.price = price;
        this.leaves = leaves;
        this.owner = owner;
    }

    /** Side of the book. {@return the side} */
    public final BookSide side() {
        return side;
    }

    /** Limit price. {@return in the caller's unit} */
    public final long price() {
        return price;
    }

    /** Open quantity. {@return in the caller's unit, 0 once filled} */
    public final long leaves() {
        return leaves;
    }

    /** Tag of its owner. {@return the tag, 0 for nobody} */
    public final long owner() {
        return owner;
    }

    /** Whether it rests in a book. {@return true if so} */
    public final boolean isResting() {
        return level != null;
    }

    /** The order behind it in its level's queue. {@return null if it is the last, or does not rest} */
    public final BookOrder behind() {
        return next;
    }
}
