package io.unidatum.exchange.book;

/**
 * Finds the price of a call auction: the one at which the most is traded, of all limit prices of resting orders. Ties
 * go to the smallest absolute surplus, then to the price nearest a reference, then to the lowest. What icebergs hide
 * counts. Guarded orders count with all they have.
 *
 * <p>Takes as many steps as there are levels that cross. Allocates nothing. Not thread safe.
 */
public final class Auction {
    private long price;
    private long volume;
    private long surplus;

    /**
     * Works it out for a book as it is now. Changes nothing in it.
     *
     * @param book whose orders may cross.
     * @param reference the price that ties go towards, usually the last; 0 if there is none.
     */
    public void find(final MatchingBook<?> book, final long reference) {
        find(book.matching(), reference);
    }

    void find(final Matching<?> book, final long reference) {
        final PriceLadder<?> bids = book.ladder(BookSide.BUY);
        final PriceLadder<?> asks = book.ladder(BookSide.SELL);
        price = 0;
        volume = 0;
        surplus = 0;
        if (!book.isCrossed()) {
            return;
        }

        // Upwards from the best ask: bids at the price or above it grow fewer, asks at it or below it more.
        boolean anyAsk = asks.toBest();
        long demand = demand(bids, asks.levelPrice());
        long supply = 0;
        boolean anyBid = true;
        while (anyBid) {
            final long bidPrice = bids.levelPrice();
            final long candidate = anyAsk ? Math.min(asks.levelPrice(), bidPrice) : bidPrice;
            if (anyAsk && asks.levelPrice() == candidate) {
                supply += asks.levelTotal();
                anyAsk = asks.toWorse();
            }
            consider(candidate, demand, supply, reference);
            if (bidPrice == candidate) {
                demand -= bids.levelTotal();
                anyBid = bids.toBetter();
            }
        }
    }

    /** Of the bids at a price or above it; the walk ends at the lowest of them. At least one is there. */
    private static long demand(final PriceLadder<?> bids, final long lowest) {
        bids.toBest();
        long demand = bids.levelTotal();
        while (bids.toWorse()) {
            if (bids.levelPrice() < lowest) {
                bids.toBetter();
                return demand;
            }
            demand += bids.levelTotal();
        }
        return demand;
    }

    /** Price of the auction. {@return 0 if nothing crosses} */
    public long price() {
        return price;
    }

    /** Quantity that is traded at the price. {@return 0 if nothing crosses} */
    public long volume() {
        return volume;
    }

    /** What finds no match at the price. {@return above 0 if it is bids, below 0 if it is asks} */
    public long surplus() {
        return surplus;
    }

    private void consider(final long candidate, final long demand, final long supply, final long reference) {
        final long candidateVolume = Math.min(demand, supply);
        final long candidateSurplus = demand - supply;
        if (isBetter(candidate, candidateVolume, Math.abs(candidateSurplus), reference)) {
            price = candidate;
            volume = candidateVolume;
            surplus = candidateSurplus;
        }
    }

    /** Candidates come lowest first, so that the lowest of the best is kept. */
    private boolean isBetter(
            final long candidate, final long candidateVolume, final long absoluteSurplus, final long reference) {
        if (candidateVolume != volume) {
            return candidateVolume > volume;
        }
        if (absoluteSurplus != Math.abs(surplus)) {
            return absoluteSurplus < Math.abs(surplus);
        }
        return reference != 0 && Math.abs(candidate - reference) < Math.abs(price - reference);
    }
}
