package io.unidatum.exchange.book;

/**
 * An order as the book sees it: side, price, open quantity and the opaque tag of its owner, with the links that put it
 * into its level's queue. Callers of {@link MatchingBook} extend it with what they know of an order, and may use it
 * again once it has left the book.
 */
public class BookOrder extends QueueNode {
    PriceLevel level;
    BookSide side;
    Prevention prevention;
    long price;
    long leaves;
    long owner;
    /** Kept only for icebergs: all of another order is visible. */
    long visible;
    /** 0: not an iceberg. */
    long display;

    boolean guarded;

    /**
     * Reads what taking the order out of its book changes: its level and its neighbours. Who knows early which order it
     * will be lets the processor fetch them while it does other things.
     *
     * @return something that depends on all of it.
     */
    public final long touch() {
        return level == null ? leaves : level.total + (previous.next == next.previous ? leaves : 0);
    }

    /**
     * Reads what taking the order out of its book changes beyond that, once {@link #touch} has been called for it.
     *
     * @return something that depends on all of it.
     */
    public final long touchBook() {
        return level == null ? leaves : level.ladder.quantity() + level.leaf.bitmap;
    }

    /**
     * Sets what the book needs to know, before the order is placed. The order is a plain one: all of it is visible, it
     * cancels the newest instead of trading with itself, and it is not guarded.
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
        this.prevention = Prevention.CANCEL_NEWEST;
        this.display = 0;
        this.guarded = false;
    }

    /**
     * Makes it an iceberg, before it rests. As a taker it shows nothing and trades with all it has.
     *
     * @param displayQuantity what it shows when it comes to rest and after each refill; 0 makes it a plain order.
     */
    public final void iceberg(final long displayQuantity) {
        display = displayQuantity;
        visible = Math.min(displayQuantity, leaves);
    }

    /**
     * Makes it an iceberg whose visible part is partly used up: for restoring a book.
     *
     * @param displayQuantity above 0.
     * @param visibleQuantity above 0, and neither above the display quantity nor above the open one.
     */
    public final void iceberg(final long displayQuantity, final long visibleQuantity) {
        display = displayQuantity;
        visible = visibleQuantity;
    }

    /**
     * Sets what happens when, as the taker, it meets an order of its own owner.
     *
     * @param selfTradePrevention for this order.
     */
    public final void prevention(final Prevention selfTradePrevention) {
        prevention = selfTradePrevention;
    }

    /**
     * Sets whether the book asks {@link MatchListener#allowed} before it trades as the maker. Not while it rests.
     *
     * @param isGuarded true to ask.
     */
    public final void guarded(final boolean isGuarded) {
        guarded = isGuarded;
    }

    /** Side of the book. {@return the side} */
    public final BookSide side() {
        return side;
    }

    /** Limit price. {@return in the caller's unit} */
    public final long price() {
        return price;
    }

    /** Open quantity, hidden or not. {@return in the caller's unit, 0 once filled} */
    public final long leaves() {
        return leaves;
    }

    /** The displayed part of the open quantity. {@return all of it, unless it is an iceberg} */
    public final long visible() {
        return display == 0 ? leaves : visible;
    }

    /** What an iceberg shows after a refill. {@return 0 if it is no iceberg} */
    public final long display() {
        return display;
    }

    /** Tag of its owner. {@return the tag, 0 for nobody} */
    public final long owner() {
        return owner;
    }

    /** What it does about self-trades as the taker. {@return its setting} */
    public final Prevention prevention() {
        return prevention;
    }

    /** Whether the book asks before it trades as the maker. {@return true if so} */
    public final boolean isGuarded() {
        return guarded;
    }

    /** Whether it rests in a book. {@return true if so} */
    public final boolean isResting() {
        return level != null;
    }

    /** The order behind it in its level's queue. {@return null if it is the last, or does not rest} */
    public final BookOrder behind() {
        return level == null || next == level ? null : (BookOrder) next;
    }

    /** Takes what was traded off what is visible. */
    final void fill(final long by) {
        leaves -= by;
        if (display != 0) {
            visible -= by;
        }
    }

    /** Takes what was traded in an auction off what is visible, as far as that goes, and off what is hidden. */
    final void fillAll(final long by) {
        leaves -= by;
        visible = Math.max(0, visible - by);
    }

    /** Takes a quantity off what is open, and off what is visible as far as it must. */
    final void shrink(final long by) {
        leaves -= by;
        visible = Math.min(visible, leaves);
    }
}
