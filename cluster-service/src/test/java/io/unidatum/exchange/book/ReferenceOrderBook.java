package io.unidatum.exchange.book;

import io.unidatum.exchange.book.OrderBookListener.CancelCause;
import io.unidatum.exchange.book.OrderBookListener.RejectCause;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The obviously right order book: sorted maps of queues. The oracle of the fast one. */
final class ReferenceOrderBook implements OrderBook {
    private static final class Order {
        private final long id;
        private final BookSide side;
        private final long owner;
        private long price;
        private long leaves;

        private Order(final long id, final BookSide side, final long price, final long leaves, final long owner) {
            this.id = id;
            this.side = side;
            this.price = price;
            this.leaves = leaves;
            this.owner = owner;
        }
    }

    private final OrderBookListener listener;
    private final TreeMap<Long, Deque<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Deque<Order>> asks = new TreeMap<>();
    private final Map<Long, Order> orders = new HashMap<>();
    private final TreeMap<Long, Deque<Order>> undo = new TreeMap<>();

    ReferenceOrderBook(final OrderBookListener listener) {
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
        final RejectCause cause = check(orderId, side, price, quantity, !immediateOrCancel);
        if (cause != null) {
            listener.rejected(orderId, cause);
            return;
        }
        listener.accepted(orderId, side, price, quantity);
        final Order order = new Order(orderId, side, price, quantity, owner);
        if (match(order)) {
            if (immediateOrCancel) {
                listener.cancelled(orderId, order.leaves, CancelCause.IMMEDIATE_OR_CANCEL);
            } else {
                rest(order);
            }
        }
    }

    @Override
    public void submitMarket(
            final long orderId,
            final BookSide side,
            final long protectionPrice,
            final long quantity,
            final long owner) {
        RejectCause cause = check(orderId, side, protectionPrice, quantity, false);
        if (cause == null && levels(side.opposite()).isEmpty()) {
            cause = RejectCause.NO_LIQUIDITY;
        }
        if (cause != null) {
            listener.rejected(orderId, cause);
            return;
        }
        listener.accepted(orderId, side, protectionPrice, quantity);
        final Order order = new Order(orderId, side, protectionPrice, quantity, owner);
        if (match(order)) {
            listener.cancelled(
                    orderId,
                    order.leaves,
                    levels(side.opposite()).isEmpty() ? CancelCause.NO_LIQUIDITY : CancelCause.PROTECTION_PRICE);
        }
    }

    @Override
    public void cancel(final long orderId) {
        final Order order = orders.get(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        takeOut(order);
        listener.cancelled(orderId, order.leaves, CancelCause.REQUESTED);
    }

    @Override
    public void reduce(final long orderId, final long newLeaves) {
        final Order order = orders.get(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
        } else if (newLeaves <= 0 || newLeaves >= order.leaves) {
            listener.rejected(orderId, RejectCause.INVALID_QUANTITY);
        } else {
            order.leaves = newLeaves;
            listener.reduced(orderId, newLeaves);
        }
    }

    @Override
    public void replace(final long orderId, final long newPrice, final long newLeaves) {
        final Order order = orders.get(orderId);
        if (order == null) {
            listener.rejected(orderId, RejectCause.UNKNOWN_ORDER);
            return;
        }
        takeOut(order);
        final RejectCause cause = check(orderId, order.side, newPrice, newLeaves, true);
        if (cause != null) {
            throwBackIn(order);
            listener.rejected(orderId, cause);
            return;
        }
        undo.clear();
        order.price = newPrice;
        order.leaves = newLeaves;
        listener.replaced(orderId, newPrice, newLeaves);
        if (match(order)) {
            rest(order);
        }
    }

    @Override
    public void forEachOrder(final BookSide side, final OrderVisitor visitor) {
        levels(side)
                .values()
                .forEach(queue ->
                        queue.forEach(order -> visitor.onOrder(order.id, order.price, order.leaves, order.owner)));
    }

    private RejectCause check(
            final long orderId, final BookSide side, final long price, final long quantity, final boolean mayRest) {
        if (orders.containsKey(orderId)) {
            return RejectCause.DUPLICATE_ORDER;
        }
        if (price <= 0) {
            return RejectCause.INVALID_PRICE;
        }
        if (quantity <= 0) {
            return RejectCause.INVALID_QUANTITY;
        }
        BigInteger total = BigInteger.valueOf(quantity);
        for (final Deque<Order> queue : levels(side).values()) {
            for (final Order order : queue) {
                total = total.add(BigInteger.valueOf(order.leaves));
            }
        }
        return mayRest && total.bitLength() > 63 ? RejectCause.QUANTITY_OVERFLOW : null;
    }

    /** Returns whether anything is left that may go on to rest. */
    private boolean match(final Order taker) {
        final TreeMap<Long, Deque<Order>> opposite = levels(taker.side.opposite());
        while (taker.leaves > 0 && !opposite.isEmpty()) {
            final long price = opposite.firstKey();
            if (taker.side == BookSide.BUY ? price > taker.price : price < taker.price) {
                return true;
            }
            final Order maker = opposite.firstEntry().getValue().getFirst();
            if (maker.owner == taker.owner && taker.owner != 0) {
                listener.cancelled(taker.id, taker.leaves, CancelCause.SELF_TRADE);
                return false;
            }
            final long quantity = Math.min(maker.leaves, taker.leaves);
            maker.leaves -= quantity;
            taker.leaves -= quantity;
            listener.traded(maker.id, taker.id, price, quantity, maker.leaves, taker.leaves);
            if (maker.leaves == 0) {
                takeOut(maker);
            }
        }
        return taker.leaves > 0;
    }

    private void rest(final Order order) {
        orders.put(order.id, order);
        levels(order.side).computeIfAbsent(order.price, p -> new ArrayDeque<>()).addLast(order);
        listener.rested(order.id, order.price, order.leaves);
    }

    private void takeOut(final Order order) {
        orders.remove(order.id);
        final Deque<Order> queue = levels(order.side).get(order.price);
        undo.clear();
        undo.put(order.price, new ArrayDeque<>(queue));
        queue.remove(order);
        if (queue.isEmpty()) {
            levels(order.side).remove(order.price);
        }
    }

    private void throwBackIn(final Order order) {
        orders.put(order.id, order);
        levels(order.side).putAll(undo);
    }

    private TreeMap<Long, Deque<Order>> levels(final BookSide side) {
        return side == BookSide.BUY ? bids : asks;
    }
}
