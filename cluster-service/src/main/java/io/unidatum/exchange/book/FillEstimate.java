package io.unidatum.exchange.book;

import java.util.Arrays;

/** Works out what an order would trade, in the order in which it would, without changing anything. */
final class FillEstimate<T extends BookOrder> {
    private final MatchListener<T> listener;
    /** What each order on the way would trade, in the order of the queue. Used only if some are guarded. */
    private long[] planned = new long[64];

    FillEstimate(final MatchListener<T> listener) {
        this.listener = listener;
    }

    long fillable(final T taker, final PriceLadder makers, final long worstPrice, final long wanted) {
        if (makers.hasGuarded()) {
            return withGuards(taker, makers, worstPrice, wanted);
        }
        long left = wanted;
        for (PriceLevel level = makers.best(); mayTrade(makers, level, worstPrice); level = makers.worse(level)) {
            long own = 0;
            if (taker.owner != 0) {
                long beforeOwn = 0;
                for (BookOrder maker = level.first(); maker != null; maker = maker.behind()) {
                    if (maker.owner != taker.owner) {
                        beforeOwn += maker.visible();
                        if (beforeOwn >= left) {
                            return wanted;
                        }
                    } else if (taker.prevention == Prevention.CANCEL_OLDEST) {
                        own += maker.leaves;
                    } else {
                        // Whatever hides behind what is ahead of it comes after it.
                        return wanted - left + beforeOwn;
                    }
                }
            }
            final long quantity = level.total - own;
            if (quantity >= left) {
                return wanted;
            }
            left -= quantity;
        }
        return wanted - left;
    }

    /** Round by round: a guarded order's allowance depends on what its owner's other orders traded before. */
    private long withGuards(final T taker, final PriceLadder makers, final long worstPrice, final long wanted) {
        long left = wanted;
        int from = 0;
        for (PriceLevel level = makers.best(); mayTrade(makers, level, worstPrice); level = makers.worse(level)) {
            reserve(from, level.orderCount);
            boolean more = true;
            while (more) {
                more = false;
                int index = from;
                for (BookOrder maker = level.first(); maker != null; maker = maker.behind(), index++) {
                    if (maker.owner == taker.owner && taker.owner != 0) {
                        if (taker.prevention != Prevention.CANCEL_OLDEST) {
                            return wanted - left;
                        }
                        continue;
                    }
                    final long open = open(makers, maker, index);
                    final long shown = planned[index] == 0 ? maker.visible() : maker.display;
                    final long quantity = Math.min(Math.min(open, shown), left);
                    planned[index] += quantity;
                    left -= quantity;
                    if (left == 0) {
                        return wanted;
                    }
                    more |= open > quantity;
                }
            }
            from += level.orderCount;
        }
        return wanted - left;
    }

    /** What an order has left, and may trade, after what is planned. */
    @SuppressWarnings("unchecked")
    private long open(final PriceLadder makers, final BookOrder order, final int index) {
        final long open = order.leaves - planned[index];
        if (!order.guarded || open == 0) {
            return open;
        }
        long ahead = 0;
        int other = 0;
        // No further than its own level, where all that is planned up to now was traded before.
        for (PriceLevel level = makers.best(); ; level = makers.worse(level)) {
            for (BookOrder maker = level.first(); maker != null; maker = maker.behind(), other++) {
                if (maker.owner == order.owner && (order.owner != 0 || maker == order)) {
                    ahead += planned[other];
                }
            }
            if (level == order.level) {
                return Math.max(0, Math.min(open, listener.allowed((T) order) - ahead));
            }
        }
    }

    private void reserve(final int from, final int count) {
        if (from + count > planned.length) {
            planned = Arrays.copyOf(planned, Math.max(from + count, planned.length * 2));
        }
        Arrays.fill(planned, from, from + count, 0);
    }

    private static boolean mayTrade(final PriceLadder makers, final PriceLevel level, final long worstPrice) {
        return level != null && makers.reaches(level.price, worstPrice);
    }
}
