package io.unidatum.exchange.book;

/**
 * All that can be asked of a new order, for {@link OrderBook#submit}. To be filled in and used again: {@link #limit}
 * and {@link #market} set everything anew. Validated by the book, not here.
 */
public final class OrderTerms {
    long orderId;
    BookSide side;
    long price;
    long quantity;
    boolean market;
    TimeInForce timeInForce;
    long owner;
    Prevention prevention;
    boolean postOnly;
    long display;

    /**
     * A plain limit order, good till cancelled, nobody's, cancelling the newest instead of a self-trade.
     *
     * @param newOrderId the caller's id.
     * @param bookSide of the book.
     * @param limitPrice the worst price it may trade at.
     * @param orderQuantity to trade.
     * @return this.
     */
    public OrderTerms limit(
            final long newOrderId, final BookSide bookSide, final long limitPrice, final long orderQuantity) {
        orderId = newOrderId;
        side = bookSide;
        price = limitPrice;
        quantity = orderQuantity;
        market = false;
        timeInForce = TimeInForce.GTC;
        owner = 0;
        prevention = Prevention.CANCEL_NEWEST;
        postOnly = false;
        display = 0;
        return this;
    }

    /**
     * A market order: trades at any price up to the protection price, and never rests.
     *
     * @param newOrderId the caller's id.
     * @param bookSide of the book.
     * @param protectionPrice the worst price it may trade at.
     * @param orderQuantity to trade.
     * @return this.
     */
    public OrderTerms market(
            final long newOrderId, final BookSide bookSide, final long protectionPrice, final long orderQuantity) {
        limit(newOrderId, bookSide, protectionPrice, orderQuantity);
        market = true;
        timeInForce = TimeInForce.IOC;
        return this;
    }

    /**
     * How long it stays open. A market order is IOC or FOK.
     *
     * @param newTimeInForce of the order.
     * @return this.
     */
    public OrderTerms timeInForce(final TimeInForce newTimeInForce) {
        timeInForce = newTimeInForce;
        return this;
    }

    /**
     * Whose order it is: orders of one owner do not trade with each other.
     *
     * @param ownerTag an opaque tag; 0: nobody's.
     * @return this.
     */
    public OrderTerms owner(final long ownerTag) {
        owner = ownerTag;
        return this;
    }

    /**
     * What it does instead of a trade with its owner's own order.
     *
     * @param newPrevention of the order, as the taker.
     * @return this.
     */
    public OrderTerms prevention(final Prevention newPrevention) {
        prevention = newPrevention;
        return this;
    }

    /** Rejected if it would trade at once. Good till cancelled only. {@return this} */
    public OrderTerms postOnly() {
        postOnly = true;
        return this;
    }

    /**
     * An iceberg: shows a part of it only, and the next part, at the back of the queue, when that is used up. Good till
     * cancelled only.
     *
     * @param displayQuantity to show; 0: all. Not above the quantity.
     * @return this.
     */
    public OrderTerms display(final long displayQuantity) {
        display = displayQuantity;
        return this;
    }
}
