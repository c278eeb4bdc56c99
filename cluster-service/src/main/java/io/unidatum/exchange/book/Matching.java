package io.unidatum.exchange.book;

/**
 * The rules of matching, the same however a book keeps its orders: best price first, then first come first served; an
 * order never trades with one of the same owner. Nothing is validated. Allocates nothing. Not thread safe.
 *
 * @param <T> the kind of order.
 */
final class Matching<T extends BookOrder> {
    private final PriceLadder<T> bids;
    private final PriceLadder<T> asks;
    /** By the side's ordinal: sides come at random, and a branch would be mispredicted every other time. */
    private final PriceLadder<T>[] ladders;

    private final MatchListener<T> listener;
    private final FillEstimate<T> estimate;
    private final Auction auction = new Auction();

    /** Rules for two empty sides. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Matching(final MatchListener<T> listener, final PriceLadder<T> bids, final PriceLadder<T> asks) {
        this.listener = listener;
        this.bids = bids;
        this.asks = asks;
        ladders = new PriceLadder[] {bids, asks};
        estimate = new FillEstimate<>(listener);
    }

    PriceLadder<T> ladder(final BookSide side) {
        return ladders[side.ordinal()];
    }

    /** See {@link MatchingBook#match}. */
    Placement match(final T taker, final long worstPrice) {
        final PriceLadder<T> makers = ladders[1 - taker.side.ordinal()];
        while (makers.reaches(worstPrice)) {
            final T maker = makers.first();
            if (maker.owner == taker.owner && taker.owner != 0) {
                if (preventSelfTrade(makers, maker, taker)) {
                    return Placement.SELF_TRADE;
                }
            } else if (!maker.guarded || mayTrade(makers, maker)) {
                trade(makers, maker, taker);
                if (taker.leaves == 0) {
                    return Placement.FILLED;
                }
            }
        }
        return makers.isEmpty() ? Placement.NO_LIQUIDITY : Placement.PRICE_BEYOND_LIMIT;
    }

    /** See {@link MatchingBook#fillable}. */
    long fillable(final T taker, final long worstPrice, final long wanted) {
        return estimate.fillable(taker, ladder(taker.side.opposite()), worstPrice, wanted);
    }

    /** See {@link MatchingBook#uncross}. */
    void uncross(final long price, final AuctionListener<T> matches) {
        uncrossOnce(price, matches);
        while (isCrossed()) {
            auction.find(this, price);
            uncrossOnce(auction.price(), matches);
        }
    }

    /** See {@link MatchingBook#uncrossOnce}. */
    void uncrossOnce(final long price, final AuctionListener<T> matches) {
        while (bids.reaches(price) && asks.reaches(price)) {
            final T bid = bids.first();
            final T ask = asks.first();
            if ((!bid.guarded || mayTrade(bids, bid)) && (!ask.guarded || mayTrade(asks, ask))) {
                final long quantity = Math.min(bid.leaves, ask.leaves);
                final boolean refillsBid = take(bids, bid, quantity);
                final boolean refillsAsk = take(asks, ask, quantity);
                matches.onAuctionMatch(bid, ask, price, quantity);
                if (refillsBid) {
                    refill(bids, bid);
                } else if (refillsAsk) {
                    refill(asks, ask);
                }
            }
        }
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.bestPrice() >= asks.bestPrice();
    }

    private void trade(final PriceLadder<T> makers, final T maker, final T taker) {
        final long quantity = Math.min(maker.visible(), taker.leaves);
        final long price = maker.price;
        taker.leaves -= quantity;
        makers.fill(maker, quantity);
        if (maker.leaves == 0) {
            makers.remove(maker);
        } else if (maker.visible() == 0) {
            listener.onMatch(maker, taker, price, quantity);
            refill(makers, maker);
            return;
        }
        listener.onMatch(maker, taker, price, quantity);
    }

    /** Returns whether the taker stops. */
    private boolean preventSelfTrade(final PriceLadder<T> makers, final T maker, final T taker) {
        switch (taker.prevention) {
            case CANCEL_NEWEST -> {
                return true;
            }
            case DECREMENT_AND_CANCEL -> {
                final long quantity = Math.min(maker.leaves, taker.leaves);
                taker.leaves -= quantity;
                makers.shrink(maker, quantity);
                if (maker.leaves == 0) {
                    makers.remove(maker);
                }
                listener.onSelfTrade(maker, taker, quantity, quantity);
                return taker.leaves == 0;
            }
            default -> {
                makers.remove(maker);
                final boolean stops = taker.prevention == Prevention.CANCEL_BOTH;
                listener.onSelfTrade(maker, taker, maker.leaves, 0);
                return stops;
            }
        }
    }

    /** Cuts a guarded order to what is allowed. Returns whether anything is left of it. */
    private boolean mayTrade(final PriceLadder<T> orders, final T order) {
        final long allowed = listener.allowed(order);
        if (allowed >= order.leaves) {
            return true;
        }
        if (allowed <= 0) {
            orders.remove(order);
            listener.onGuarded(order, order.leaves);
            return false;
        }
        final long cut = order.leaves - allowed;
        orders.shrink(order, cut);
        listener.onGuarded(order, cut);
        return true;
    }

    /** Takes a quantity off an order in an auction. Returns whether it is an iceberg that needs to be refilled. */
    private boolean take(final PriceLadder<T> orders, final T order, final long quantity) {
        orders.fillAll(order, quantity);
        if (order.leaves == 0) {
            orders.remove(order);
            return false;
        }
        return order.visible() == 0;
    }

    private void refill(final PriceLadder<T> orders, final T order) {
        orders.refill(order);
        listener.onRefill(order);
    }
}
