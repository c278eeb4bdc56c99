package io.unidatum.exchange.book;

/**
 * Hears of the matches of a {@link MatchingBook}. An order that the book has taken out ({@link BookOrder#isResting} is
 * false) may be used again once the call that says so has returned. The book must not be called from here.
 *
 * @param <T> the caller's kind of order.
 */
@FunctionalInterface
public interface MatchListener<T extends BookOrder> {
    /**
     * Two orders have traded. Both already have the open quantity that is left to them; a maker without any has left
     * the book. An iceberg maker of which nothing is visible any more is refilled after this.
     *
     * @param maker the order that rested.
     * @param taker the order being placed.
     * @param price of the trade: the maker's.
     * @param quantity of the trade, above 0.
     */
    void onMatch(T maker, T taker, long price, long quantity);

    /**
     * An iceberg maker shows its next part, and stands at the back of its level now.
     *
     * @param maker that was refilled.
     */
    default void onRefill(final T maker) {}

    /**
     * Two orders of one owner met and did not trade. A maker that was cancelled has left the book with the open
     * quantity that it had; one that was decremented has what is left, and has left the book if that is nothing.
     *
     * @param maker the order that rests, or rested.
     * @param taker the order being placed. Not called if only the taker is to be cancelled.
     * @param makerQuantity of the maker that is cancelled by this, above 0.
     * @param takerQuantity that was taken off the taker; 0 unless it was decremented.
     */
    default void onSelfTrade(final T maker, final T taker, final long makerQuantity, final long takerQuantity) {}

    /**
     * How much a guarded order's owner may trade by it at this moment. Asked before each match of such an order, and by
     * {@link MatchingBook#fillable}, which takes off by itself what other orders of the owner would trade before.
     *
     * @param order that is guarded.
     * @return 0 or more; it may exceed what the order has.
     */
    default long allowed(final T order) {
        return Long.MAX_VALUE;
    }

    /**
     * A guarded order was cut to what is allowed. If that is nothing it has left the book with the open quantity that
     * it had; otherwise it has what is allowed, and its place.
     *
     * @param order that was cut.
     * @param quantity that is cancelled by this, above 0.
     */
    default void onGuarded(final T order, final long quantity) {}
}
