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
     * Submits an order. Events: accepted; traded, refilled and what becomes of self-trades, best price first, then
     * oldest first; then rested, or cancelled, or neither if nothing is left of it. Rejected if
     *
     * <ul>
     *   <li>its id is that of a resting order,
     *   <li>its price or quantity is not above 0, or its display quantity not between 0 and its quantity,
     *   <li>it is post-only or an iceberg, and not GTC; or a market order and GTC,
     *   <li>its side's total would exceed 64 bits,
     *   <li>it is post-only and would trade at once,
     *   <li>it is a market order, and the other side is empty,
     *   <li>it may not rest, and the book is collecting for an auction.
     * </ul>
     *
     * @param terms of the order; free for use again afterwards.
     */
    void submit(OrderTerms terms);

    /**
     * Submits a limit order without anything special: short for {@link #submit} with {@link OrderTerms#limit}.
     *
     * @param orderId the caller's id.
     * @param side of the book.
     * @param price the worst price it may trade at.
     * @param quantity to trade.
     * @param timeInForce how long it stays open.
     * @param owner an opaque tag. An order that would trade with one of the same tag is cancelled instead, with what is
     *     left of it (cancel newest). 0: no self-trade prevention.
     */
    void submitLimit(long orderId, BookSide side, long price, long quantity, TimeInForce timeInForce, long owner);

    /**
     * Cancels a resting order. Event: cancelled, or rejected if there is no such order.
     *
     * @param orderId to cancel.
     */
    void cancel(long orderId);

    /**
     * Makes a resting order smaller; it keeps its place in the queue. An iceberg shows no more than it did. Event:
     * reduced, or rejected if there is no such order or the new quantity is not between 0 and what it has.
     *
     * @param orderId to reduce.
     * @param newLeaves its open quantity from now on.
     */
    void reduce(long orderId, long newLeaves);

    /**
     * Takes a resting order out and submits it again with another price and quantity, at the back of the queue. It
     * stays what it is otherwise. Events: replaced, then as for a new order, without accepted; or rejected, and it
     * stays where it is.
     *
     * @param orderId to replace.
     * @param newPrice the worst price it may trade at from now on.
     * @param newLeaves its open quantity from now on.
     */
    void replace(long orderId, long newPrice, long newLeaves);

    /** From now on orders rest without being matched, even where they cross, until {@link #uncross}. */
    void collect();

    /**
     * What an auction would come to now. Valid until the next call of the book.
     *
     * @param reference the price that ties go towards; 0 if there is none.
     * @return the book's own, not to be kept.
     */
    Auction indicative(long reference);

    /**
     * Ends an auction: orders that cross trade at the price that {@link Auction} finds, and orders are matched as they
     * come again. Events: uncrossed, then auctionTraded for each match, and refilled.
     *
     * @param reference the price that ties go towards; 0 if there is none.
     */
    void uncross(long reference);

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
         * @param visible the part of it that is shown.
         * @param owner its owner's tag.
         */
        void onOrder(long orderId, long price, long leaves, long visible, long owner);
    }
}
