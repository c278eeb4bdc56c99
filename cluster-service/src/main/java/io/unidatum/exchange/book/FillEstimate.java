package io.unidatum.exchange.book;

import org.agrona.collections.Long2LongHashMap;

/** Works out what an order would trade, in the order in which it would, without changing anything. */
final class FillEstimate<T extends BookOrder> {
    private static final int INITIAL_CAPACITY = 64;

    private final MatchListener<T> listener;
    /** What each owner's orders on the way would trade. Used only if some are guarded. */
    private final Long2LongHashMap plannedByOwner = new Long2LongHashMap(0);

    /** Orders of the level in hand that have more than they have traded of it, and how much that is. */
    private BookOrder[] refilled = new BookOrder[INITIAL_CAPACITY];

    private long[] planned = new long[INITIAL_CAPACITY];

    FillEstimate(final MatchListener<T> listener) {
        this.listener = listener;
    }

    long fillable(final T taker, final PriceLadder<T> makers, final long worstPrice, final long wanted) {
        if (makers.hasGuarded()) {
            return withGuards(taker, makers, worstPrice, wanted);
        }
        long left = wanted;
        for (boolean any = makers.toBest(); any && mayTrade(makers, worstPrice); any = makers.toWorse()) {
            long own = 0;
            if (taker.owner != 0) {
                long beforeOwn = 0;
                for (T maker = makers.levelFirst(); maker != null; maker = makers.behind(maker)) {
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
            final long quantity = makers.levelTotal() - own;
            if (quantity >= left) {
                return wanted;
            }
            left -= quantity;
        }
        return wanted - left;
    }

    /**
     * Level by level, and in each round by round: first what every order shows, then what icebergs show after each
     * refill. A guarded order's allowance depends on what its owner's other orders traded before. Takes as many steps
     * as there are orders and refills. Only books of objects have guarded orders, so it may keep some of them in mind.
     */
    private long withGuards(final T taker, final PriceLadder<T> makers, final long worstPrice, final long wanted) {
        plannedByOwner.clear();
        long left = wanted;
        for (boolean any = makers.toBest(); any && mayTrade(makers, worstPrice); any = makers.toWorse()) {
            reserve(makers.levelOrders());
            int count = 0;
            for (T maker = makers.levelFirst(); maker != null; maker = makers.behind(maker)) {
                if (maker.owner == taker.owner && taker.owner != 0) {
                    if (taker.prevention != Prevention.CANCEL_OLDEST) {
                        return wanted - left;
                    }
                    continue;
                }
                final long open = open(maker, 0);
                final long quantity = plan(maker, Math.min(Math.min(open, maker.visible()), left));
                left -= quantity;
                if (left == 0) {
                    return wanted;
                }
                if (open > quantity) {
                    refilled[count] = maker;
                    planned[count++] = quantity;
                }
            }
            while (count != 0) {
                int kept = 0;
                for (int i = 0; i < count; i++) {
                    final BookOrder maker = refilled[i];
                    final long open = open(maker, planned[i]);
                    final long quantity = plan(maker, Math.min(Math.min(open, maker.display), left));
                    left -= quantity;
                    if (left == 0) {
                        return wanted;
                    }
                    if (open > quantity) {
                        refilled[kept] = maker;
                        planned[kept++] = planned[i] + quantity;
                    }
                }
                count = kept;
            }
        }
        return wanted - left;
    }

    /** What an order has left, and may trade, after what is planned. */
    @SuppressWarnings("unchecked")
    private long open(final BookOrder order, final long plannedOfIt) {
        final long open = order.leaves - plannedOfIt;
        if (!order.guarded || open == 0) {
            return open;
        }
        final long ahead = order.owner == 0 ? plannedOfIt : plannedByOwner.get(order.owner);
        return Math.max(0, Math.min(open, listener.allowed((T) order) - ahead));
    }

    /** Plans a trade. {@return its quantity} */
    private long plan(final BookOrder order, final long quantity) {
        if (order.owner != 0 && quantity != 0) {
            plannedByOwner.put(order.owner, plannedByOwner.get(order.owner) + quantity);
        }
        return quantity;
    }

    private void reserve(final int count) {
        if (count > planned.length) {
            planned = new long[Math.max(count, planned.length * 2)];
            refilled = new BookOrder[planned.length];
        }
    }

    private boolean mayTrade(final PriceLadder<T> makers, final long worstPrice) {
        return makers.reaches(makers.levelPrice(), worstPrice);
    }
}
