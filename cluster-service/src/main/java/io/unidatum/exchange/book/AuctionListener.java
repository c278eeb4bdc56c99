package io.unidatum.exchange.book;

/**
 * Hears of the matches of an auction. The book must not be called from here.
 *
 * @param <T> the caller's kind of order.
 */
@FunctionalInterface
public interface AuctionListener<T extends BookOrder> {
    /**
     * Two resting orders have traded. Both already have the open quantity that is left to them; one without any has
     * left the book, and may be used again once this call has returned.
     *
     * @param bid the buyer.
     * @param ask the seller.
     * @param price of the auction.
     * @param quantity of the trade, above 0.
     */
    void onAuctionMatch(T bid, T ask, long price, long quantity);
}
