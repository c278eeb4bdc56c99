package io.unidatum.exchange.gateway.market;

/**
 * What a call auction would give if it ended now, as far as displayed quantities tell: the price at which the most is
 * traded; ties go to the smallest surplus, then to the price nearest the last, then to the lowest.
 *
 * @param price units of 10<sup>-8</sup>, 0 if nothing crosses.
 * @param volume that would be traded, units of 10<sup>-8</sup>.
 * @param surplus buy less sell quantity at that price, units of 10<sup>-8</sup>.
 */
record IndicativeAuction(long price, long volume, long surplus) {
    private static final IndicativeAuction NONE = new IndicativeAuction(0, 0, 0);

    /**
     * Works it out in as many steps as there are levels that cross.
     *
     * @param bids best first.
     * @param asks best first.
     * @param lastPrice 0 if nothing was traded yet.
     * @return the auction.
     */
    static IndicativeAuction of(final FeedMessage.Levels bids, final FeedMessage.Levels asks, final long lastPrice) {
        if (asks.prices().length == 0) {
            return NONE;
        }
        // Upwards from the best ask: bids at the price or above it grow fewer, asks at it or below it more.
        long demand = 0;
        int bid = 0;
        while (bid < bids.prices().length && bids.prices()[bid] >= asks.prices()[0]) {
            demand = add(demand, bids.quantities()[bid++]);
        }
        IndicativeAuction best = NONE;
        long supply = 0;
        int ask = 0;
        bid--;
        while (bid >= 0) {
            final long bidPrice = bids.prices()[bid];
            final boolean hasAsk = ask < asks.prices().length;
            final long candidate = hasAsk ? Math.min(asks.prices()[ask], bidPrice) : bidPrice;
            if (hasAsk && asks.prices()[ask] == candidate) {
                supply = add(supply, asks.quantities()[ask++]);
            }
            final IndicativeAuction next = new IndicativeAuction(candidate, Math.min(demand, supply), demand - supply);
            if (next.isBetterThan(best, lastPrice)) {
                best = next;
            }
            if (bidPrice == candidate) {
                demand -= bids.quantities()[bid--];
            }
        }
        return best;
    }

    private boolean isBetterThan(final IndicativeAuction other, final long lastPrice) {
        if (volume != other.volume) {
            return volume > other.volume;
        }
        if (Math.abs(surplus) != Math.abs(other.surplus)) {
            return Math.abs(surplus) < Math.abs(other.surplus);
        }
        return lastPrice != 0 && Math.abs(price - lastPrice) < Math.abs(other.price - lastPrice);
    }

    private static long add(final long a, final long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
