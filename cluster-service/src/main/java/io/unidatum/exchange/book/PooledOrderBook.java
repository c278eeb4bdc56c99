package io.unidatum.exchange.book;

import io.unidatum.exchange.book.OrderBookListener.CancelCause;
import io.unidatum.exchange.book.OrderBookListener.RejectCause;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The fast order book by ids: a {@link MatchingBook}, an index of ids and a pool of orders. Allocates nothing once it
 * has held as many orders and levels as it will.
 */
public final class PooledOrderBook implements OrderBook {
    private static final int INITIAL_ORDERS = 1024;
    private static final float LOAD_FACTOR = 0.55f;

    private final OrderBookListener listener;
    private final MatchingBook<PooledOrder> book = new MatchingBook<>(this::onMatch);
    private final Long2ObjectHashMap<PooledOrder> orders = new Long2ObjectHashMap<>(INITIAL_ORDERS, LOAD_FACTOR);
    private PooledOrder pool;

    /**
     * Creates an empty book.
     *
     * @param listener hears everything.
     */
    public PooledOrderBook(final OrderBookListener listener) {
        this.listener = listener;
    }

    @Override
    public void submitLimit(
            final long orderId,
            final BookSide side,
            final long price,
            final long quantity,
            final boolean immediateOrCancel,
            final long owner) {
        if (!isValid(orderId, side, price, quantity, !immediateOrCancel)) {
            return;
        }
        final PooledOrder order = accept(orderId, side, price, quantity, owner);
        place(order, !immediateOrCancel, CancelCause.IMMEDIATE_OR_CANCEL, CancelCause.IMMEDIATE_OR_CANCEL);
    }

    @Override
    public void submitMarket(
            final long orderId,
            final BookSide side,
            final long protectionPrice,
            final long quantity,
            final long owner) {
        if (!isValid(orderId, side, protectionPrice, quantity, false)) {
            return;
        }
        if (book.best(side.opposite()) == null) {
            listener.rejected(orderId, RejectCause.NO_LIQUIDITY);
            return;
        }
        final PooledOrder order = accept(orderId, side, protectionPrice, quantity, owner);
        place(order, false, CancelCause.NO_LIQUIDITY, CancelCause.PROTECTION_PRICE);
    }

    @Override
    public void cancel(final long orderId) {
        final PooledOrder order = orders.remove(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        book.remove(order);
        final long leaves = order.leaves();
        release(order);
        listener.cancelled(orderId, leaves, CancelCause.REQUESTED);
    }

    @Override
    public void reduce(final long orderId, final long newLeaves) {
        final PooledOrder order = orders.get(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
        } else if (newLeaves <= 0 || newLeaves >= order.leaves()) {
            listener.rejected(orderId, RejectCause.INVALID_QUANTITY);
        } else {
            book.reduce(order, newLeaves);
            listener.reduced(orderId, newLeaves);
        }
    }

    @Override
    public void replace(final long orderId, final long newPrice, final long newLeaves) {
        final PooledOrder order = orders.get(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        final BookSide side = order.side();
        final long grown = newLeaves - order.leaves();
        if (!areValuesValid(orderId, newPrice, newLeaves)) {
            return;
        }
        if (grown > 0 && !book.hasRoomFor(side, grown)) {
            listener.rejected(orderId, RejectCause.QUANTITY_OVERFLOW);
            return;
        }
        book.remove(order);
        orders.remove(orderId);
        order.open(side, newPrice, newLeaves, order.owner());
        listener.replaced(orderId, newPrice, newLeaves);
        place(order, true, CancelCause.IMMEDIATE_OR_CANCEL, CancelCause.IMMEDIATE_OR_CANCEL);
    }

    @Override
    public void forEachOrder(final BookSide side, final OrderVisitor visitor) {
        for (PriceLevel level = book.best(side); level != null; level = book.worse(side, level)) {
            for (BookOrder order = level.first(); order != null; order = order.behind()) {
                visitor.onOrder(((PooledOrder) order).id, order.price(), order.leaves(), order.owner());
            }
        }
    }

    /**
     * The level that trades first.
     *
     * @param side of the book.
     * @return null if the side is empty.
     */
    public PriceLevel best(final BookSide side) {
        return book.best(side);
    }

    /**
     * The level that trades after another of the same side.
     *
     * @param side of the book.
     * @param level of that side.
     * @return null if there is none.
     */
    public PriceLevel worse(final BookSide side, final PriceLevel level) {
        return book.worse(side, level);
    }

    /** Number of resting orders on both sides. {@return 0 or more} */
    public int orderCount() {
        return orders.size();
    }

    private boolean isValid(
            final long orderId, final BookSide side, final long price, final long quantity, final boolean mayRest) {
        if (orders.containsKey(orderId)) {
            listener.rejected(orderId, RejectCause.DUPLICATE_ORDER);
            return false;
        }
        if (!areValuesValid(orderId, price, quantity)) {
            return false;
        }
        if (mayRest && !book.hasRoomFor(side, quantity)) {
            listener.rejected(orderId, RejectCause.QUANTITY_OVERFLOW);
            return false;
        }
        return true;
    }

    private boolean areValuesValid(final long orderId, final long price, final long quantity) {
        if (price <= 0) {
            listener.rejected(orderId, RejectCause.INVALID_PRICE);
            return false;
        }
        if (quantity <= 0) {
            listener.rejected(orderId, RejectCause.INVALID_QUANTITY);
            return false;
        }
        return true;
    }

    private PooledOrder accept(
            final long orderId, final BookSide side, final long price, final long quantity, final long owner) {
        PooledOrder order = pool;
        if (order == null) {
            order = new PooledOrder();
        } else {
            pool = order.nextInPool;
        }
        order.id = orderId;
        order.open(side, price, quantity, owner);
        listener.accepted(orderId, side, price, quantity);
        return order;
    }

    private void place(
            final PooledOrder order,
            final boolean mayRest,
            final CancelCause whenUsedUp,
            final CancelCause whenBeyondPrice) {
        switch (book.place(order, mayRest)) {
            case FILLED -> release(order);
            case RESTED -> {
                orders.put(order.id, order);
                listener.rested(order.id, order.price(), order.leaves());
            }
            case SELF_TRADE -> drop(order, CancelCause.SELF_TRADE);
            case NO_LIQUIDITY -> drop(order, whenUsedUp);
            case PRICE_BEYOND_LIMIT -> drop(order, whenBeyondPrice);
        }
    }

    private void drop(final PooledOrder order, final CancelCause cause) {
        release(order);
        listener.cancelled(order.id, order.leaves(), cause);
    }

    private void onMatch(final PooledOrder maker, final PooledOrder taker, final long price, final long quantity) {
        listener.traded(maker.id, taker.id, price, quantity, maker.leaves(), taker.leaves());
        if (maker.leaves() == 0) {
            orders.remove(maker.id);
            release(maker);
        }
    }

    private void release(final PooledOrder order) {
        order.nextInPool = pool;
        pool = order;
    }
}
