package io.unidatum.exchange.book;

/**
 * Hears of the matches of a {@link MatchingBook}.
 *
 * @param <T> the caller's kind of order.
 */
@FunctionalInterface
public interface MatchListener<T extends BookOrder> {
    /**
     * Two orders have traded. Both already have the open quantity that is left to them; a maker without any has left
     * the book, and may be used again once this call has returned. The book must not be called from here.
     *
     * @param maker the order that rested.
     * @param taker the order being placed.
     * @param price of the trade: the maker's.
     * @param quantity of the trade, above 0.
     */
    void onMatch(T maker, T taker, long price, long quantity);
}
