package io.unidatum.exchange.book;

/**
 * A limit order book by order ids, with price-time priority. Every call is answered by events to the book's {@link
 * OrderBookListener}, all of them before the call returns. Whatever cannot be done is a {@code rejected} event and
 * changes nothing; nothing throws.
 *
 * <p>Implementations are not thread safe, and must not be called from a listener.
 */
public interface OrderBook {
    /**
     * Submits a limit order. Events: accepted; traded for each match, best price first, then oldest first; then rested,
     * or cancelled, or neither if it is filled. Rejected if its id is that of a resting order, its price or quantity is
     * not above 0, or its side's total would exceed 64 bits.
     *
     * @param orderId the caller's id.
     * @param side of the book.
     * @param price the worst price it may trade at.
     * @param quantity to trade.
     * @param immediateOrCancel true: what finds no match at once is cancelled and does not rest.
     * @param owner an opaque tag. An order that would trade with one of the same tag is cancelled instead, with what is
     *     left of it (cancel newest). 0: no self-trade prevention.
     */
    void submitLimit(long orderId, BookSide side, long price, long quantity, boolean immediateOrCancel, long owner);

    /**
     * Submits a market order: it trades at any price up to the protection price, and never rests. Events as for a limit
     * order; rejected with NO_LIQUIDITY, too, if the other side is empty.
     *
     * @param orderId the caller's id.
     * @param side of the book.
     * @param protectionPrice the worst price it may trade at.
     * @param quantity to trade.
     * @param owner as of a limit order.
     */
    void submitMarket(long orderId, BookSide side, long protectionPrice, long quantity, long owner);

    /**
     * Cancels a resting order. Event: cancelled, or rejected if there is no such order.
     *
     * @param orderId to cancel.
     */
    void cancel(long orderId);

    /**
     * Makes a resting order smaller; it keeps its place in the queue. Event: reduced, or rejected if there is no such
     * order or the new quantity is not between 0 and what it has.
     *
     * @param orderId to reduce.
     * @param newLeaves its open quantity from now on.
     */
    void reduce(long orderId, long newLeaves);

    /**
     * Takes a resting order out and submits it again with another price and quantity, at the back of the queue. Events:
     * replaced, then as for a limit order, without accepted.
     *
     * @param orderId to replace.
     * @param newPrice the worst price it may trade at from now on.
     * @param newLeaves its open quantity from now on.
     */
    void replace(long orderId, long newPrice, long newLeaves);

    /**
     * Shows the resting orders of one side, best price first, then in the order of the queue.
     *
     * @param side to show.
     * @param visitor sees every order.
     */
    void forEachOrder(BookSide side, OrderVisitor visitor);

    /** Sees resting orders. */
    @FunctionalInterface
    interface OrderVisitor {
        /**
         * One resting order.
         *
         * @param orderId its id.
         * @param price its price.
         * @param leaves its open quantity.
         * @param owner its owner's tag.
         */
        void onOrder(long orderId, long price, long leaves, long owner);
    }
}
