package io.unidatum.exchange.book;

/** An order of {@link ReferenceOrderBook}. */
final class ReferenceOrder {
    final long id;
    final BookSide side;
    final long owner;
    final Prevention prevention;
    final boolean postOnly;
    final long display;
    long price;
    long leaves;
    long visible;

    ReferenceOrder(final OrderTerms terms) {
        id = terms.orderId;
        side = terms.side;
        owner = terms.owner;
        prevention = terms.prevention;
        postOnly = terms.postOnly;
        display = terms.display;
        price = terms.price;
        leaves = terms.quantity;
        show();
    }

    private ReferenceOrder(final ReferenceOrder other) {
        id = other.id;
        side = other.side;
        owner = other.owner;
        prevention = other.prevention;
        postOnly = other.postOnly;
        display = other.display;
        price = other.price;
        leaves = other.leaves;
        visible = other.visible;
    }

    ReferenceOrder copy() {
        return new ReferenceOrder(this);
    }

    /** Shows its display quantity, or all it has. */
    void show() {
        visible = display == 0 ? leaves : Math.min(display, leaves);
    }

    /** Loses a quantity without having been refilled. */
    void shrinkTo(final long newLeaves) {
        leaves = newLeaves;
        visible = Math.min(visible, leaves);
    }

    boolean isOfSameOwner(final ReferenceOrder other) {
        return owner != 0 && owner == other.owner;
    }
}
